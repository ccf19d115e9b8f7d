//! `isms`: a compiler for policy-as-code in information security management.
//!
//! Data flows one way, and the modules below stand in that order:
//!
//! 1. [`source`] reads the files of a package, once;
//! 2. [`syntax`] makes a tree of each, whatever mistakes it has;
//! 3. [`resolve`] reads the trees with the [`vocabulary`] in hand and finds what every name means;
//! 4. [`model`] holds what was declared and what follows from it;
//! 5. [`check`] says what an auditor would say;
//! 6. [`document`] writes what certification asks for, and [`render`] gives it its formats.
//!
//! [`pipeline`] tells the same as one short function. [`report`] shows findings, [`rules`] runs those of a package,
//! [`compare`] says what a change decides, [`reasons`] what led to what, [`audit`] holds the reference model against
//! itself, [`formatter`] lays out sources, [`manual`] writes the documentation, [`ide`] knows what editors ask and
//! [`lsp`] the protocol, [`cli`] is the command line.
#![forbid(unsafe_code)]

pub mod audit;
pub mod base;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod compare;
pub mod diagnostic;
pub mod document;
pub mod formatter;
pub mod ide;
pub mod lsp;
pub mod manual;
pub mod model;
pub mod pipeline;
pub mod reasons;
pub mod render;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod source;
pub mod syntax;
pub mod vocabulary;
