//! What a client can ask: the table of all requests, and one file for each family.

mod actions;
mod completion;
mod hierarchy;
mod library;
mod navigation;
mod shape;
mod shown;

use serde_json::Value;

use super::server::{Failure, Server};

/// Answers a request.
pub type Handler = fn(&mut Server, &Value) -> Result<Value, Failure>;

/// Every request with who answers it.
pub const TABLE: &[(&str, Handler)] = &[
    ("textDocument/completion", completion::completion),
    ("completionItem/resolve", completion::resolve),
    ("textDocument/signatureHelp", completion::signature),
    ("textDocument/hover", shown::hover),
    ("textDocument/inlayHint", shown::inlay),
    ("textDocument/codeLens", shown::lens),
    ("textDocument/semanticTokens/full", shown::tokens),
    ("textDocument/semanticTokens/range", shown::tokens),
    ("textDocument/documentLink", shown::links),
    ("textDocument/diagnostic", shown::diagnostic),
    ("workspace/diagnostic", shown::workspace_diagnostic),
    ("textDocument/definition", navigation::definition),
    ("textDocument/references", navigation::references),
    ("textDocument/documentHighlight", navigation::highlight),
    ("textDocument/prepareRename", navigation::prepare_rename),
    ("textDocument/rename", navigation::rename),
    ("textDocument/documentSymbol", navigation::outline),
    ("workspace/symbol", navigation::search),
    ("textDocument/codeAction", actions::actions),
    ("textDocument/foldingRange", shape::folding),
    ("textDocument/selectionRange", shape::selection),
    ("textDocument/formatting", shape::formatting),
    ("textDocument/rangeFormatting", shape::range_formatting),
    ("textDocument/onTypeFormatting", shape::on_type),
    ("textDocument/prepareCallHierarchy", hierarchy::prepare),
    ("callHierarchy/incomingCalls", hierarchy::incoming),
    ("callHierarchy/outgoingCalls", hierarchy::outgoing),
    ("workspace/executeCommand", library::command),
    ("isms/libraryText", library::text),
    ("isms/preview", library::preview),
    ("isms/documents", library::documents),
];
