//! Where text comes from: the disk, memory, or the embedded library, behind one trait.
//!
//! * takes: paths
//! * gives: [`Sources`], all files of a compilation with their lines
//! * never does: read a clock, follow a path out of the package, or read a file twice
//! * where to add: another origin of files is another implementation of [`World`]

mod embedded;
mod files;
mod git;
mod package;
mod world;

pub mod problems;

pub use embedded::{library_file, library_files, library_template, successors_of, template_names};
pub use files::{SourceFile, Sources};
pub use git::{Commit, GitError, Repository, Snapshot};
pub use package::{Lint, Located, Package, locate};

pub use world::{Disk, MAX_FILE_BYTES, Memory, ReadError, World};
