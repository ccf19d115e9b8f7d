// Which program is started: the setting, then the one in the extension, then PATH, then where cargo installs.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { test } = require("node:test");
const { findServer } = require("../src/find");

function scratch(t) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "isms-find-"));
  t.after(() => fs.rmSync(root, { recursive: true }));
  const program = (file) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), "#!/bin/sh\n", { mode: 0o755 });
    return path.join(root, file);
  };
  const places = { setting: "", extension: path.join(root, "extension"), environment: { PATH: `relative:${path.join(root, "bin")}` }, platform: "linux", home: path.join(root, "home") };
  return { root, program, places };
}

test("nothing is found where nothing is", (t) => {
  assert.equal(findServer(scratch(t).places), undefined);
});

test("the nearest of several is taken", (t) => {
  const { program, places } = scratch(t);
  const cargo = program("home/.cargo/bin/isms");
  assert.deepEqual(findServer(places), { command: cargo, from: "cargo" });
  const onPath = program("bin/isms");
  assert.deepEqual(findServer(places), { command: onPath, from: "PATH" });
  const bundled = program("extension/server/isms");
  assert.deepEqual(findServer(places), { command: bundled, from: "extension" });
  const chosen = program("home/tools/isms");
  assert.deepEqual(findServer({ ...places, setting: "~/tools/isms" }), { command: chosen, from: "setting" });
});

test("a setting that leads nowhere is told, and no other program is started", (t) => {
  const { program, places } = scratch(t);
  program("bin/isms");
  assert.deepEqual(findServer({ ...places, setting: "/nowhere/isms" }), { wrong: "/nowhere/isms" });
});

test("a folder, and a file that cannot be run, are no program", (t) => {
  const { root, program, places } = scratch(t);
  fs.mkdirSync(path.join(root, "extension", "server", "isms"), { recursive: true });
  fs.chmodSync(program("bin/isms"), 0o644);
  assert.equal(findServer(places), undefined);
});

test("on Windows the program has its extension, and PATH another sign", (t) => {
  const { root, program, places } = scratch(t);
  const command = program("bin/isms.exe");
  assert.deepEqual(findServer({ ...places, platform: "win32", environment: { Path: `x;${path.join(root, "bin")}` } }), { command, from: "PATH" });
});
