// A document as it would be written now, beside the sources, renewed while they are edited.
"use strict";
const vscode = require("vscode");
const { only, safe } = require("./page");

/** The open windows by the name of their document or figure. */
const windows = new Map();
let pending;

function register(state) {
  return [
    vscode.commands.registerCommand("isms.previewDocument", () => pick(state)),
    vscode.commands.registerCommand("isms.showProcessMap", () => open(state, { name: "process_handbook", title: "Process map", figure: "process_map" })),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document.languageId === "isms" && windows.size > 0) {
        changed();
      }
    }),
    { dispose: () => clearTimeout(pending) },
  ];
}

async function pick(state) {
  if (!running(state)) {
    return;
  }
  const list = await ask(state, "isms/documents", {});
  const chosen = list && (await vscode.window.showQuickPick(list.map((one) => ({ label: one.title, description: one.name, name: one.name })), { title: "Preview a document", matchOnDescription: true }));
  if (chosen) {
    await open(state, { name: chosen.name, title: chosen.label });
  }
}

/** Opens the window of a document, or brings it to the front. */
async function open(state, document) {
  if (!running(state)) {
    return;
  }
  const key = document.figure ?? document.name;
  const existing = windows.get(key);
  if (existing) {
    existing.panel.reveal(undefined, true);
    return;
  }
  // a map needs the room of a whole window; a document is read beside its text
  const column = document.figure ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
  const panel = vscode.window.createWebviewPanel("isms.preview", document.title, { viewColumn: column, preserveFocus: true }, { enableScripts: false, enableFindWidget: true, retainContextWhenHidden: true });
  // which package is meant: that of the file in front, at the time
  const front = vscode.window.activeTextEditor?.document;
  const uri = front?.languageId === "isms" && front.uri.scheme === "file" ? front.uri.toString() : undefined;
  const shown = { panel, document, uri, html: "", refresh: () => refresh(state, shown) };
  windows.set(key, shown);
  panel.onDidDispose(() => windows.delete(key));
  await shown.refresh();
}

async function refresh(state, shown) {
  const answer = await ask(state, "isms/preview", { name: shown.document.name, ...(shown.uri ? { uri: shown.uri } : {}) });
  if (!answer) {
    return;
  }
  const html = safe(shown.document.figure ? only(answer.html, shown.document.figure) : answer.html);
  if (html !== shown.html) {
    shown.html = html;
    shown.panel.webview.html = html;
  }
}

/** What is shown may have changed: renewed when the typing pauses. */
function changed() {
  clearTimeout(pending);
  pending = setTimeout(() => windows.forEach((shown) => shown.refresh()), 300);
}

async function ask(state, method, params) {
  try {
    return await state.client.sendRequest(method, params);
  } catch (error) {
    vscode.window.showErrorMessage(String(error.message ?? error));
    return undefined;
  }
}

function running(state) {
  if (!state.client) {
    vscode.window.showWarningMessage("The language server does not run.", "Restart").then((choice) => choice && vscode.commands.executeCommand("isms.restartServer"));
  }
  return Boolean(state.client);
}

module.exports = { register, open, changed };
