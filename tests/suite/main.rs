//! One binary for all integration tests.
//!
//! * `support` what tests share: compiling a text, listing codes
//! * `syntax`  mistakes in writing: isolation, recovery, limits, pathological input
//! * `conformance` the relation of docs/conformance.md, on random tailorings
//! * `tailoring`, `controls`, `risks`, `plans` what users notice in each field
//! * `clauses` who serves which clause, what is in writing, what a capability level rests on
//! * `answers` why, trace and the audit of the reference model, from outside
//! * `roles` segregation and load
//! * `pages`   every page of a finding: its example gives the finding, its way out does not
//! * `rendering` how every finding looks, against the pictures in `tests/rendering/`
//! * `interfaces` shape, freshness, confidentiality, independence: beyond the pages
//! * `lints`   findings that auditors make: what the pages do not show, and what is no finding
//! * `library` the reference model and the catalogues: counts and consistency
//! * `projects` the examples, whole
//! * `sessions` compiling again and again finds what compiling once finds
//! * `commands` the binary from outside: exit codes, formats, bad input, what is written
//! * `first_days` what somebody meets who begins: wrong names, wrong folders, questions
//! * `diff`    what a change decides: kinds, causes, git, approvals
//! * `kinds`   every kind of change comes out of some change
//! * `reports` reports for services, against their schemas
//! * `contract` what pipelines rely on: exit codes, streams, files
//! * `rules`   rules of one's own: what they find, their mistakes, their limits, their cases
//! * `languages` the documents in German and in a language of a package
//! * `contents` what the documents of the examples say: links, sums, counts, German words
//! * `sets`    documents as a whole: which sources they belong to, what is left when a build is stopped
//! * `preview` building again after every change, and what a browser gets
//! * `tree_sitter` the grammar for editors against that of the compiler
//! * `tidy`    the house rules

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that cannot go on fails"
)]

mod answers;
mod clauses;
mod commands;
mod conformance;
mod contents;
mod contract;
mod controls;
mod diff;
mod documents;
mod first_days;
mod interfaces;
mod kinds;
mod languages;
mod library;
mod lints;
mod pages;
mod plans;
mod preview;
mod projects;
mod rendering;
mod reports;
mod risks;
mod roles;
mod rules;
mod safeguards;
mod sessions;
mod sets;
mod support;
mod syntax;
mod tailoring;
mod tidy;
mod tree_sitter;
mod wording;
