//! Tables with typed columns: what people sort and filter, and what the documents show a part of.
//!
//! * takes: the model
//! * gives: a [`Register`] for each kind of thing
//! * never does: lay anything out; Markdown, CSV and JSON are made from the same cells
//! * where to add: a file here, and a line in the document that it belongs to

mod table;

pub mod assets;
pub mod audits;
pub mod calendar;
pub mod capability;
pub mod clauses;
pub mod context;
pub mod funding;
pub mod implementation;
pub mod improvement;
pub mod interfaces;
pub mod objectives;
pub mod organisation;
pub mod policies;
pub mod processes;
pub mod programme;
pub mod records;
pub mod requirements;
pub mod resources;
pub mod responsibilities;
pub mod review;
pub mod review_inputs;
pub mod risks;
pub mod serving;
pub mod soa;
pub mod suppliers;
pub mod tailoring;
pub mod treatment;

pub use table::{Cell, Column, Kind, Piece, Register, Shown};
pub(crate) use table::{col, data, page};
