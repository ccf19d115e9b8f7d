// Starts the language server and gives it what VS Code has to offer beside the protocol.
"use strict";
const os = require("node:os");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { findServer } = require("./find");
const library = require("./library");
const preview = require("./preview");
const findings = require("./findings");
const tasks = require("./tasks");
const answers = require("./answers");

/** What the parts share: the running client, and the program that it runs. */
const state = { client: undefined, command: undefined, log: undefined, status: undefined };

async function activate(context) {
  state.log = vscode.window.createOutputChannel("ISMS", { log: true });
  state.status = vscode.languages.createLanguageStatusItem("isms.server", { language: "isms" });
  state.status.name = "ISMS";
  context.subscriptions.push(
    state.log,
    state.status,
    ...library.register(state),
    ...preview.register(state),
    ...findings.register(state),
    ...tasks.register(state),
    ...answers.register(),
    vscode.commands.registerCommand("isms.restartServer", () => restart(context)),
    vscode.commands.registerCommand("isms.showLog", () => state.log.show()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("isms.server.path")) {
        restart(context);
      }
    }),
  );
  await start(context);
}

async function start(context) {
  const settings = vscode.workspace.getConfiguration("isms");
  const found = findServer({
    setting: settings.get("server.path", ""),
    extension: context.extensionPath,
    environment: process.env,
    platform: process.platform,
    home: os.homedir(),
  });
  if (!found || found.wrong) {
    state.command = undefined;
    missing(found?.wrong);
    return;
  }
  state.command = found.command;
  state.log.info(`starting ${found.command} (${found.from})`);
  state.client = new LanguageClient(
    "isms",
    "ISMS",
    { command: found.command, args: ["lsp"] },
    {
      documentSelector: [
        { scheme: "file", language: "isms" },
        { scheme: "untitled", language: "isms" },
        { scheme: "file", pattern: "**/isms.toml" },
        { scheme: library.SCHEME, language: "isms" },
      ],
      initializationOptions: { asOf: settings.get("asOf", "") },
      synchronize: { configurationSection: "isms", fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.isms,isms.toml,*.j2}") },
      outputChannel: state.log,
      middleware: { executeCommand: (command, values, next) => execute(command, values, next) },
    },
  );
  try {
    await state.client.start();
    const server = state.client.initializeResult?.serverInfo;
    state.status.text = `${server?.name ?? "isms"} ${server?.version ?? ""}`.trim();
    state.status.detail = found.command;
    state.status.severity = vscode.LanguageStatusSeverity.Information;
    state.status.command = { command: "isms.restartServer", title: "Restart" };
    preview.changed();
  } catch (error) {
    state.log.error(String(error));
    state.status.text = "isms did not start";
    state.status.severity = vscode.LanguageStatusSeverity.Error;
    const choice = await vscode.window.showErrorMessage(`The language server did not start: ${found.command}`, "Show the Log", "Choose Another Program…");
    if (choice === "Show the Log") {
      state.log.show();
    } else if (choice) {
      await choose();
    }
  }
}

async function stop() {
  const client = state.client;
  state.client = undefined;
  await client?.stop().catch((error) => state.log.warn(String(error)));
}

async function restart(context) {
  await stop();
  await start(context);
}

/** Says what is missing, what still works, and what to do. */
async function missing(wrong) {
  state.status.text = "isms was not found";
  state.status.severity = vscode.LanguageStatusSeverity.Warning;
  state.status.command = { command: "isms.restartServer", title: "Look again" };
  const message = wrong
    ? `The setting isms.server.path names “${wrong}”, and no program is there. Colours and snippets work; findings, completion and previews need it.`
    : "The program “isms” was not found. Colours and snippets work; for findings, completion and previews install it, or say where it is.";
  const choice = await vscode.window.showWarningMessage(message, "Choose the Program…", wrong ? "Open the Setting" : "How to Install It", "Look Again");
  if (choice === "Choose the Program…") {
    await choose();
  } else if (choice === "Open the Setting") {
    await vscode.commands.executeCommand("workbench.action.openSettings", "isms.server.path");
  } else if (choice === "How to Install It") {
    await vscode.commands.executeCommand("extension.open", "isms-unpublished.isms");
  } else if (choice === "Look Again") {
    await vscode.commands.executeCommand("isms.restartServer");
  }
}

async function choose() {
  const chosen = await vscode.window.showOpenDialog({ canSelectMany: false, title: "The program isms", openLabel: "Use This Program" });
  if (chosen?.[0]) {
    // the change of the setting starts the server
    await vscode.workspace.getConfiguration("isms").update("server.path", chosen[0].fsPath, vscode.ConfigurationTarget.Global);
  }
}

/** Commands of the server that show something: they come from code lenses and are answered here. */
async function execute(command, values, next) {
  if (command === "isms.show") {
    const [uri, position, places] = values;
    const convert = state.client.protocol2CodeConverter;
    const locations = (places ?? []).map((place) => convert.asLocation(place));
    await vscode.commands.executeCommand("editor.action.showReferences", convert.asUri(uri), convert.asPosition(position), locations);
    return undefined;
  }
  if (command === "isms.explain") {
    return findings.explain(String(values[0]));
  }
  if (command === "isms.preview") {
    return preview.open(state, { name: String(values[0]), title: String(values[0]) });
  }
  if (command === "isms.why" || command === "isms.trace") {
    const text = await next(command, values);
    // a question without an answer was said by the client already
    return text ? answers.show(`${command === "isms.why" ? "Why" : "What follows from"} ${values[0]}`, text) : undefined;
  }
  return next(command, values);
}

module.exports = { activate, deactivate: stop };
