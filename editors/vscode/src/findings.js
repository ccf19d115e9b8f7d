// "Explain this finding": the page that says what it means, why it matters, and the way out.
"use strict";
const vscode = require("vscode");
const { SCHEME } = require("./library");

function register() {
  return [vscode.commands.registerCommand("isms.explainFinding", here)];
}

async function here() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return;
  }
  const all = vscode.languages.getDiagnostics(editor.document.uri).filter((one) => one.source === "isms");
  const at = editor.selection;
  // those at the cursor; else those of its line; else all of the file to choose from
  const near = [all.filter((one) => one.range.intersection(at)), all.filter((one) => one.range.start.line <= at.end.line && at.start.line <= one.range.end.line), all].find((some) => some.length > 0);
  if (!near) {
    vscode.window.showInformationMessage("There is no finding in this file.");
    return;
  }
  const codes = [...new Map(near.map((one) => [slug(one), one])).values()];
  const one =
    codes.length === 1
      ? codes[0]
      : (await vscode.window.showQuickPick(codes.map((one) => ({ label: slug(one), detail: one.message.split("\n")[0], one })), { title: "Which finding?" }))?.one;
  if (one) {
    await explain(slug(one));
  }
}

function slug(diagnostic) {
  return String(typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code);
}

async function explain(code) {
  const uri = vscode.Uri.parse(`${SCHEME}:/explain/${code}.md`);
  try {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch {
    // without the Markdown extension the text itself is readable too
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}

module.exports = { register, explain };
