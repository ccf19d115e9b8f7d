// Why a decision stands as it does, and what follows from it: answers of the server, shown beside the text and never saved.
"use strict";
const vscode = require("vscode");

const SCHEME = "isms-answer";

/** The last answer to each question. */
const texts = new Map();
const changed = new vscode.EventEmitter();

function register() {
  const provider = { onDidChange: changed.event, provideTextDocumentContent: (uri) => texts.get(uri.path) ?? "" };
  return [changed, vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider)];
}

async function show(title, text) {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}.md` });
  texts.set(uri.path, text);
  changed.fire(uri);
  try {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch {
    // without the Markdown extension the text itself is readable too
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}

module.exports = { register, show };
