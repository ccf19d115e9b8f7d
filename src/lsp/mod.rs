//! The language server: the protocol, and nothing of the language.
//!
//! * takes: frames of JSON from an editor
//! * gives: answers and findings, made from what `ide` says
//! * never does: write to disk, use a network, or end because of a bad message
//! * where to add: a request is a function in `requests/` and a row in its table
//!
//! One thread handles messages one after another, so that edits are applied in order; another only reads, so that a
//! cancelled request is known to be cancelled before it is begun.

mod capabilities;
mod convert;
mod document;
mod findings;
mod folder;
mod frame;
mod position;
mod requests;
mod run;
mod server;
mod sync;
#[cfg(test)]
mod tests;
mod uri;

pub use frame::{Frame, read_frame, write_frame};
pub use run::serve;
pub use server::Server;
