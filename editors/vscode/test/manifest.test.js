// The description of the extension: what it names is there, and what it offers is registered.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");

const extension = path.join(__dirname, "..");
const manifest = JSON.parse(fs.readFileSync(path.join(extension, "package.json"), "utf8"));
const sources = fs
  .readdirSync(path.join(extension, "src"))
  .map((file) => fs.readFileSync(path.join(extension, "src", file), "utf8"))
  .join("\n");

test("every file that is named is there", () => {
  const { languages, grammars, snippets } = manifest.contributes;
  for (const file of [manifest.icon, languages[0].configuration, languages[0].icon.light, grammars[0].path, snippets[0].path]) {
    assert.ok(fs.existsSync(path.join(extension, file)), file);
  }
});

test("every command that is offered is registered", () => {
  for (const { command } of manifest.contributes.commands) {
    assert.ok(sources.includes(`registerCommand("${command}"`), command);
  }
});

test("every setting that is read is offered", () => {
  const offered = Object.keys(manifest.contributes.configuration.properties);
  for (const [, name] of sources.matchAll(/settings\.get\("([^"]+)"/g)) {
    assert.ok(offered.includes(`isms.${name}`), name);
  }
});

test("the patterns of the language configuration are regular expressions", () => {
  const language = JSON.parse(fs.readFileSync(path.join(extension, "language-configuration.json"), "utf8"));
  const word = new RegExp(language.wordPattern.pattern, language.wordPattern.flags);
  assert.equal("owner A.8.24, x".match(new RegExp(word, "gu")).join("|"), "owner|A.8.24|x");
  const { increaseIndentPattern, decreaseIndentPattern } = language.indentationRules;
  assert.ok(new RegExp(increaseIndentPattern).test('role ciso "C" {') && !new RegExp(increaseIndentPattern).test("// a {"));
  assert.ok(new RegExp(decreaseIndentPattern).test("  }"));
  for (const rule of language.onEnterRules) {
    assert.ok(new RegExp(rule.beforeText));
  }
});

test("the version is that of the program", { skip: !process.env.ISMS_REPOSITORY }, () => {
  const cargo = fs.readFileSync(path.join(process.env.ISMS_REPOSITORY, "Cargo.toml"), "utf8");
  assert.equal(manifest.version, cargo.match(/^version = "(.*)"/m)[1]);
});
