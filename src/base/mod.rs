//! What everything else stands on: spans, lines, suggestions, natural order.
//!
//! * takes: text
//! * gives: positions and small answers about text
//! * never does: know anything of the language
//! * where to add: a file here, if at least two layers need it

mod argument;
mod days;
mod decimal;
mod escape;
mod lines;
mod natural;
mod span;
mod suggest;

pub use argument::argument;
pub use days::days_meant;
pub use decimal::Decimal;
pub use escape::{is_dangerous, visible};
pub use lines::{LineIndex, Position};
pub use natural::natural_cmp;
pub use span::{FileId, Place, Span};
pub use suggest::{did_you_mean, distance};

/// A map in the order in which its keys came, so that the same input gives the same bytes. Its hash is the fast one of
/// foldhash: keys are names that people write, and every check looks them up.
pub type IndexMap<K, V> = indexmap::IndexMap<K, V, foldhash::fast::RandomState>;
