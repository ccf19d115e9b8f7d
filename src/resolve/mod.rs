//! Tree to meaning: the vocabulary reads every member, names are declared, references find what they name.
//!
//! * takes: the trees of all files
//! * gives: [`Node`]s with typed values, and a [`Scope`] of all names
//! * never does: judge what an organisation decided
//! * where to add: a finding in `problems/`; a word in the vocabulary needs nothing here

mod amounts;
mod lists;
mod lower;
mod node;
pub mod problems;
mod recover;
mod refer;
mod scope;
mod values;

pub use lower::lower;
pub use node::{Data, Node, Period, Reference, Typed};
pub use refer::{Unresolved, declares_classification, mentioned, refer, report, resolve};
pub use scope::{Name, Scope, Symbol, names};
pub use values::{is_reserved, parse_date};
