//! Where text comes from: the disk, memory, or the embedded library, behind one trait.
//!
//! * takes: paths
//! * gives: [`Sources`], all files of a compilation with their lines
//! * never does: read a clock, follow a path out of the package, or read a file twice
//! * where to add: another origin of files is another implementation of [`World`]

mod baseline;
mod decode;
mod embedded;
mod files;
mod git;
mod misnamed;
mod overlay;
mod package;
mod settings;
mod theme;
mod workspace;
mod world;

pub mod problems;

pub use baseline::{Baseline, Entry};
pub use decode::{Decoded, Wrong, decode};
pub use embedded::{library_file, library_files, library_template, successors_of, template_names};
pub use files::{SourceFile, Sources};
pub use git::{Commit, GitError, Repository, Snapshot};
pub use overlay::Overlay;
pub use package::{Lint, Located, Package, Preset, leads_out, locate, package_of};
pub use settings::{TABLES as SETTINGS, Table as SettingsTable};
pub use theme::{THEME_KEYS, Theme};

pub use workspace::{has_sources, packages_below, world_of};
pub use world::{Disk, Listing, MAX_FILE_BYTES, Memory, ReadError, World};
