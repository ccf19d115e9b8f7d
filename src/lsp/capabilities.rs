//! What the server can do, as it tells a client.

use serde_json::{Value, json};

use super::position::Encoding;
use crate::ide::tokens::{KINDS, MODIFIERS};

/// The answer to `initialize`.
pub fn answer(encoding: Encoding, pull: bool) -> Value {
    let mut capabilities = json!({
        "positionEncoding": encoding.word(),
        "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
        "completionProvider": { "triggerCharacters": [" ", ".", "[", "\""], "resolveProvider": true },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "renameProvider": { "prepareProvider": true },
        "codeActionProvider": { "codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll"] },
        "codeLensProvider": { "resolveProvider": false },
        "inlayHintProvider": true,
        "foldingRangeProvider": true,
        "selectionRangeProvider": true,
        "documentFormattingProvider": true,
        "documentRangeFormattingProvider": true,
        "documentOnTypeFormattingProvider": { "firstTriggerCharacter": "}", "moreTriggerCharacter": ["\n"] },
        "documentLinkProvider": { "resolveProvider": false },
        "callHierarchyProvider": true,
        "signatureHelpProvider": { "triggerCharacters": [" "] },
        "semanticTokensProvider": { "legend": { "tokenTypes": KINDS, "tokenModifiers": MODIFIERS }, "full": true, "range": true },
        "executeCommandProvider": { "commands": ["isms.show", "isms.explain", "isms.preview", "isms.why", "isms.trace"] },
        "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        "experimental": { "libraryText": true, "preview": true }
    });
    if pull && let Some(object) = capabilities.as_object_mut() {
        object.insert("diagnosticProvider".into(), json!({ "identifier": "isms", "interFileDependencies": true, "workspaceDiagnostics": true }));
    }
    json!({ "capabilities": capabilities, "serverInfo": { "name": "isms", "version": env!("CARGO_PKG_VERSION") } })
}
