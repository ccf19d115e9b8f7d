//! isms
#![forbid(unsafe_code)]
pub mod base;
pub mod diagnostic;
pub mod source;
pub mod syntax;
pub mod vocabulary;
pub mod resolve;
pub mod model;
