// "Build the documents" and "check", as tasks: in a terminal. What a check finds goes into the list of problems.
"use strict";
const path = require("node:path");
const fs = require("node:fs");
const vscode = require("vscode");

function register(state) {
  return [
    vscode.commands.registerCommand("isms.build", () => run(state)),
    vscode.tasks.registerTaskProvider("isms", {
      provideTasks: () => packages().flatMap((folder) => ["check", "build"].map((command) => task(state, folder, command)).filter(Boolean)),
      resolveTask: (given) => {
        const folder = typeof given.scope === "object" ? given.scope.uri.fsPath : packages()[0];
        return folder && task(state, folder, given.definition.command, given.definition);
      },
    }),
  ];
}

async function run(state) {
  await vscode.workspace.saveAll(false);
  const near = packageOf(vscode.window.activeTextEditor?.document.uri.fsPath) ?? packages()[0];
  const one = near && task(state, near, "build");
  if (one) {
    await vscode.tasks.executeTask(one);
  } else {
    vscode.window.showWarningMessage(state.command ? "No folder with an isms.toml is open." : "The program “isms” was not found: “ISMS: Restart the Language Server” looks again.");
  }
}

function task(state, folder, command, definition) {
  if (!state.command) {
    return undefined;
  }
  const settings = vscode.workspace.getConfiguration("isms");
  const asOf = settings.get("asOf", "");
  const out = settings.get("build.folder", "");
  const values = command === "build" ? ["build", ...(out ? ["--out", out] : [])] : ["check", "--format", "short"];
  const scope = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) ?? vscode.TaskScope.Workspace;
  const execution = new vscode.ProcessExecution(state.command, asOf ? [...values, "--as-of", asOf] : values, { cwd: folder });
  const one = new vscode.Task(definition ?? { type: "isms", command }, scope, `${command} ${path.basename(folder)}`, "isms", execution, command === "check" ? "$isms" : []);
  one.group = command === "build" ? vscode.TaskGroup.Build : vscode.TaskGroup.Test;
  one.presentationOptions = { clear: true, reveal: vscode.TaskRevealKind.Always };
  return one;
}

/** The folders with an isms.toml: those of the workspace, or the one that the file in front belongs to. */
function packages() {
  const roots = (vscode.workspace.workspaceFolders ?? []).map((one) => one.uri.fsPath).filter((one) => fs.existsSync(path.join(one, "isms.toml")));
  const near = packageOf(vscode.window.activeTextEditor?.document.uri.fsPath);
  return [...new Set(near ? [near, ...roots] : roots)];
}

function packageOf(file) {
  for (let folder = file && path.dirname(file); folder && folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "isms.toml"))) {
      return folder;
    }
  }
  return undefined;
}

module.exports = { register };
