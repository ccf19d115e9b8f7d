// Why a decision stands as it does, and what follows from it: answers of the server, shown beside the text and never saved.
"use strict";
const vscode = require("vscode");
const { answer, linked, opened } = require("./page");

/** Opens a place of an answer. */
const OPEN = "isms.openPlace";

/** The window of answers: one, in which the last answer stands. */
let panel;

function register() {
  return [vscode.commands.registerCommand(OPEN, open), { dispose: () => panel?.dispose() }];
}

async function show(title, text) {
  let html;
  try {
    html = await vscode.commands.executeCommand("markdown.api.render", linked(text, OPEN));
  } catch {
    // without the Markdown extension the text itself is readable too
    const document = await vscode.workspace.openTextDocument({ language: "markdown", content: text });
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
    return;
  }
  if (!panel) {
    panel = vscode.window.createWebviewPanel("isms.answer", title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: false, enableFindWidget: true, enableCommandUris: [OPEN] });
    panel.onDidDispose(() => (panel = undefined));
  }
  panel.title = title;
  panel.webview.html = answer(html);
  panel.reveal(undefined, true);
}

async function open(address) {
  const place = opened(address);
  if (!place) {
    return;
  }
  const start = new vscode.Position(place.line, 0);
  // beside the answer, not in its place
  const column = vscode.window.visibleTextEditors[0]?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { viewColumn: column, selection: new vscode.Range(start, start) });
}

module.exports = { register, show };
