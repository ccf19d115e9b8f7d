// What is shown beside the text: one figure of a page, and nothing from outside.
"use strict";
const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { test } = require("node:test");
const { answer, linked, only, opened, safe } = require("../src/page");

const html = '<!DOCTYPE html><html><head><style>p{}</style></head><body class="x"><p>before</p><figure a><svg><title id="fig-map-title">M</title></svg></figure><figure b></figure></body></html>';

test("a figure is taken out of its page, with the look of the page", () => {
  const found = only(html, "map");
  assert.ok(found.includes("<figure a><svg>") && found.includes("<style>p{}</style>"));
  assert.ok(!found.includes("before") && !found.includes("<figure b>"));
  assert.equal(only(html, "other"), html);
});

test("nothing comes in from outside", () => {
  assert.match(safe(html), /<head><meta http-equiv="Content-Security-Policy" content="default-src 'none';/);
});

test("a place of an answer is a link that the editor follows", () => {
  const text = linked("* owned · [risks.isms:12](file:///a%20b/risks.isms#L12) [all](https://example.org/x)", "isms.openPlace");
  const command = /\]\(command:isms\.openPlace\?([^)]+)\)/.exec(text);
  assert.ok(command && text.includes("(https://example.org/x)"), text);
  const [address] = JSON.parse(decodeURIComponent(command[1]));
  assert.deepEqual(opened(address), { uri: "file:///a%20b/risks.isms", line: 11 });
  assert.deepEqual(opened("isms-library:/prm/core.isms"), { uri: "isms-library:/prm/core.isms", line: 0 });
  assert.equal(opened("https://example.org/#L1"), undefined);
  assert.equal(opened("command:workbench.action.quit"), undefined);
});

test("an answer runs no script and fetches nothing", () => {
  assert.match(answer("<p>x</p>"), /content="default-src 'none'; style-src 'unsafe-inline'"/);
});

test("the process map is a figure of the handbook that the program writes", { skip: !process.env.ISMS_PROGRAM }, (t) => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "isms-map-"));
  t.after(() => fs.rmSync(out, { recursive: true }));
  const example = path.join(process.env.ISMS_REPOSITORY, "examples", "minimal");
  execFileSync(process.env.ISMS_PROGRAM, ["build", example, "--as-of", "2026-06-30", "--only", "process_handbook", "--formats", "html", "--out", out], { stdio: "ignore" });
  const page = fs.readFileSync(path.join(out, "process_handbook.html"), "utf8");
  const map = only(page, "process_map");
  assert.ok(map.length < page.length && map.includes("</svg>"));
  // its own policy would forbid the style that fits the map into the window
  assert.equal(safe(map).match(/Content-Security-Policy/g).length, 1);
});
