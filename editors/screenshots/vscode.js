// The extension in a real VS Code in a real Chromium: installs the .vsix into code-server, opens a copy of examples/meridian that is
// broken on purpose, and looks: a finding, a hover, completion, a preview. Takes pictures on the way.
//
//   node vscode.js VSIX PROGRAM PICTURES
//
// Needs code-server (npm, with Node 24), playwright-core, chromium. CODE_SERVER is the command; PLAYWRIGHT the folder of playwright-core.
"use strict";
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { chromium } = require(process.env.PLAYWRIGHT ?? "playwright-core");

const [vsix, program, pictures] = process.argv.slice(2).map((one) => path.resolve(one));
const root = path.resolve(__dirname, "..", "..");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "isms-vscode-"));
const folder = path.join(scratch, "meridian");
const server = process.env.CODE_SERVER ?? "code-server";
const port = 18_000 + Math.floor(Math.random() * 1000);
const places = ["--user-data-dir", path.join(scratch, "data"), "--extensions-dir", path.join(scratch, "extensions")];

function prepare() {
  fs.cpSync(path.join(root, "examples", "meridian"), folder, { recursive: true });
  const file = path.join(folder, "risks_company.isms");
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("  owner ciso\n", "  ownr ciso\n").replace("accepted by ciso on", "accepted by cisso on"));
  fs.mkdirSync(path.join(scratch, "data", "User"), { recursive: true });
  const settings = {
    "isms.server.path": program,
    "isms.asOf": "2026-06-30",
    "security.workspace.trust.enabled": false,
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": true,
    "editor.minimap.enabled": false,
    "editor.fontSize": 13,
    "editor.formatOnSave": false,
    "telemetry.telemetryLevel": "off",
    "window.commandCenter": false,
  };
  fs.writeFileSync(path.join(scratch, "data", "User", "settings.json"), JSON.stringify(settings));
  // where a program is, is a setting of the machine: in a browser that is the machine of the server
  fs.mkdirSync(path.join(scratch, "data", "Machine"), { recursive: true });
  fs.writeFileSync(path.join(scratch, "data", "Machine", "settings.json"), JSON.stringify({ "isms.server.path": program }));
  execFileSync(server, [...places, "--install-extension", vsix], { stdio: "inherit" });
}

async function main() {
  prepare();
  const running = spawn(server, [...places, "--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check", folder], { stdio: "ignore" });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    await reachable(`http://127.0.0.1:${port}/healthz`);
    await look(await browser.newPage({ viewport: { width: 1240, height: 700 } }));
  } finally {
    await browser.close();
    running.kill();
    await new Promise((resolve) => setTimeout(resolve, 500));
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function reachable(address) {
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`nothing answers at ${address}`);
}

async function look(page) {
  const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
  page.on("console", (message) => message.type() === "error" && /isms/i.test(message.text()) && console.error(message.text()));
  try {
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
    await page.waitForSelector(".monaco-workbench", { timeout: 90_000 });
    await page.waitForTimeout(4000);
    await openFile(page, "risks_company.isms");

    // findings: red lines below what is wrong
    await page.waitForSelector(".squiggly-error", { timeout: 60_000 });
    console.log("vscode: findings are shown");
    await command(page, "View: Focus Problems");
    await page.waitForSelector(".markers-panel .monaco-list-row", { timeout: 20_000 });
    await page.waitForTimeout(1500);
    console.log(`vscode: ${(await page.locator(".markers-panel .monaco-list-row").allInnerTexts()).slice(0, 3).join(" | ").replace(/\s+/g, " ")}`);
    await picture("vscode-findings");
    await command(page, "View: Toggle Panel Visibility");

    // hover on a control
    await openFile(page, "controls_technological.isms");
    await page.waitForTimeout(3000);
    await page.locator(".view-line span", { hasText: /^A\.8\.\d+$/ }).first().hover();
    await page.waitForSelector(".monaco-hover:not(.hidden) .hover-contents", { timeout: 20_000 });
    await page.waitForTimeout(1200);
    console.log(`vscode: hover says ${(await page.locator(".monaco-hover .hover-contents").first().innerText()).slice(0, 90).replace(/\s+/g, " ")}`);
    await picture("vscode-hover");

    // completion: after `owner` only roles
    await page.keyboard.press("Escape");
    await openFile(page, "risks_company.isms");
    await goTo(page, 9);
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("owner ", { delay: 40 });
    await page.keyboard.press("Control+Space");
    await page.waitForSelector(".suggest-widget.visible .monaco-list-row", { timeout: 20_000 });
    await page.waitForTimeout(1200);
    console.log(`vscode: completion offers ${(await page.locator(".suggest-widget .monaco-list-row").allInnerTexts()).slice(0, 4).join(" | ").replace(/\s+/g, " ")}`);
    await picture("vscode-completion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");

    // a document beside the text
    await command(page, "ISMS: Show the Process Map");
    await page.waitForSelector("iframe.webview", { timeout: 20_000 });
    await page.waitForTimeout(4000);
    await picture("vscode-map");
    console.log("vscode: the process map is shown");

    // a document beside its sources
    await command(page, "View: Close All Editors");
    await page.keyboard.press("Escape");
    await openFile(page, "controls_technological.isms");
    await command(page, "ISMS: Preview a Document");
    await page.waitForTimeout(1500);
    await page.keyboard.type("Statement of Applicability", { delay: 15 });
    await page.waitForTimeout(800);
    await page.keyboard.press("Enter");
    await page.waitForSelector("iframe.webview", { timeout: 20_000 });
    await page.waitForTimeout(4000);
    await inside(page, /Statement of Applicability/);
    await picture("vscode-document");
    console.log("vscode: a document is shown");

    // the lines above a control: why it is so, and what follows
    await command(page, "View: Close All Editors");
    await openFile(page, "controls_technological.isms");
    for (const [lens, said, name] of [["why", /Why it is so/, "vscode-why"], ["what follows", /What follows from it/, "vscode-trace"]]) {
      await page.locator(".codelens-decoration a", { hasText: lens }).first().click({ timeout: 20_000 });
      await page.waitForSelector("iframe.webview", { timeout: 20_000 });
      await page.waitForTimeout(3000);
      const frame = await inside(page, said);
      await picture(name);
      console.log(`vscode: “${lens}” is answered`);
      if (name === "vscode-trace") {
        // a place in the answer opens its file, and the answer stays
        await frame.locator("li a").last().click();
        await page.waitForFunction(() => document.querySelectorAll(".tab.active").length >= 2 && document.querySelectorAll(".tab").length >= 3, undefined, { timeout: 20_000 });
        console.log("vscode: a place of an answer is opened");
      }
    }

    // the page of a finding
    await command(page, "View: Close All Editors");
    await page.keyboard.press("Escape");
    await openFile(page, "risks_company.isms");
    await goTo(page, 8);
    await command(page, "ISMS: Explain This Finding");
    await page.waitForSelector("iframe.webview", { timeout: 20_000 });
    await page.waitForTimeout(3000);
    await picture("vscode-explain");
    console.log("vscode: a finding is explained");

    // all documents, written by the command once nothing is wrong
    await command(page, "View: Close All Editors");
    fs.cpSync(path.join(root, "examples", "meridian", "risks_company.isms"), path.join(folder, "risks_company.isms"));
    await openFile(page, "risks_company.isms");
    await page.waitForTimeout(2000);
    await command(page, "ISMS: Build the Documents");
    for (let tries = 0; !fs.existsSync(path.join(folder, "build", "index.html")); tries += 1) {
      if (tries > 300) {
        throw new Error("no documents were built");
      }
      await page.waitForTimeout(300);
    }
    await page.waitForTimeout(1500);
    await picture("vscode-build");
    console.log("vscode: the documents are built");
  } catch (error) {
    await picture("vscode-failed");
    for (const file of fs.readdirSync(path.join(scratch, "data", "logs"), { recursive: true }).filter((one) => /ISMS|remoteexthost/.test(one) && one.endsWith(".log"))) {
      console.error(`${file}:\n${fs.readFileSync(path.join(scratch, "data", "logs", file), "utf8").slice(-3000)}`);
    }
    throw error;
  }
}

async function openFile(page, name) {
  await page.keyboard.press("Control+p");
  await page.waitForSelector(".quick-input-widget:not([style*='display: none']) input");
  await page.keyboard.type(name, { delay: 20 });
  await page.waitForSelector(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`, { timeout: 20_000 });
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
  await page.waitForSelector(`.tab.active[data-resource-name="${name}"]`, { timeout: 20_000 });
}

/** Waits until a window of its own, wherever it is nested, has a text. */
async function inside(page, text) {
  for (let tries = 0; tries < 60; tries += 1) {
    for (const frame of page.frames()) {
      const body = await frame.locator("body").innerText({ timeout: 500 }).catch(() => "");
      if (text.test(body) && frame !== page.mainFrame()) {
        return frame;
      }
    }
    await page.waitForTimeout(300);
  }
  throw new Error(`no window says ${text}`);
}

async function command(page, title) {
  await page.keyboard.press("F1");
  await page.waitForSelector(".quick-input-widget:not([style*='display: none']) input");
  await page.keyboard.type(title, { delay: 15 });
  await page.waitForTimeout(900);
  await page.keyboard.press("Enter");
}

async function goTo(page, line) {
  await page.keyboard.press("Control+g");
  await page.waitForSelector(".quick-input-widget:not([style*='display: none']) input");
  await page.keyboard.type(String(line), { delay: 20 });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
