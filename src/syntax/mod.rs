//! Text to tree: every member of a file with its comments, whatever mistakes it has.
//!
//! * takes: the text of one file
//! * gives: a [`File`], a lossless tree, and findings about how the text is written
//! * never does: know which words exist; that is the vocabulary's business
//! * where to add: a production in `grammar/recovery.pest` and a finding in `problems/`

mod build;
mod cut;
mod join;
mod mend;
mod parse;
pub mod problems;
mod quotes;
mod tree;

pub use build::Built;
pub use cut::{Piece, cut};
pub use join::Joining;
pub use mend::runs_on;
pub use parse::{MAX_DEPTH, characters, parse, read_pieces};
pub use quotes::{escaped, within_quotes};
pub use tree::{Block, File, Item, Member, Value, ValueKind};
