// The grammar in the engine that VS Code uses: it compiles, and colours what it should, on the largest example.
// The repository is found through ISMS_REPOSITORY, or above this folder.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { before, test } = require("node:test");
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

const extension = path.join(__dirname, "..");
const repository = process.env.ISMS_REPOSITORY ?? path.join(extension, "..", "..");
const read = (file) => fs.readFileSync(path.join(extension, file), "utf8");
const snippets = JSON.parse(read("snippets/isms.json"));
let grammar;

before(async () => {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns), createOnigString: (text) => new oniguruma.OnigString(text) }),
    loadGrammar: async (scope) => (scope === "source.isms" ? textmate.parseRawGrammar(read("syntaxes/isms.tmLanguage.json"), "isms.json") : null),
  });
  grammar = await registry.loadGrammar("source.isms");
});

/** The tokens of each line: the text, and its innermost scope. */
function lines(text) {
  let stack = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.map((token) => ({ text: line.slice(token.startIndex, token.endIndex), scope: token.scopes.at(-1), scopes: token.scopes })).filter((token) => token.text.trim() !== "");
  });
}

/** The innermost scope of a piece of text in a line. */
function scope(line, piece) {
  const found = lines(line)[0].find((token) => token.text.trim() === piece);
  assert.ok(found, `“${piece}” is no token of “${line}”: ${JSON.stringify(lines(line)[0].map((token) => token.text))}`);
  return found.scope;
}

test("every declaration of the vocabulary is coloured where it begins", () => {
  assert.ok(Object.keys(snippets).length >= 30);
  for (const word of Object.keys(snippets)) {
    assert.equal(lines(`${word} name "Title"`)[0][0].scope, "keyword.control.declaration.isms", word);
    assert.equal(scope(`${word} name "Title"`, "name"), "entity.name.type.isms", word);
  }
});

test("no line of the largest example begins with a word without a colour", () => {
  const folder = path.join(repository, "examples", "meridian");
  const files = fs.readdirSync(folder).filter((file) => file.endsWith(".isms"));
  assert.ok(files.length > 10);
  let counted = 0;
  for (const file of files) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    let before;
    for (const [number, tokens] of lines(text).entries()) {
      const first = tokens[0];
      const goesOn = before === ",";
      before = tokens.filter((token) => !token.scope.startsWith("comment")).at(-1)?.text.trim() ?? before;
      if (!first || goesOn || /^(string|comment|punctuation)/.test(first.scope)) {
        continue;
      }
      counted += 1;
      const wanted = /^[^ \t]/.test(text.split("\n")[number]) ? "keyword.control.declaration.isms" : "keyword.other.property.isms";
      assert.equal(first.scope, wanted, `${file}:${number + 1}: “${first.text}”`);
      const invalid = tokens.find((token) => token.scope.startsWith("invalid"));
      assert.equal(invalid, undefined, `${file}:${number + 1}: ${JSON.stringify(invalid)}`);
    }
  }
  assert.ok(counted > 2000, String(counted));
});

test("names, values and words of a header have their own colours", () => {
  const line = '  treat modify with A.5.7, A.8.24 because "Fewer mails arrive."';
  assert.equal(scope(line, "treat"), "keyword.other.property.isms");
  assert.equal(scope(line, "modify"), "constant.language.isms");
  assert.equal(scope(line, "with"), "storage.modifier.isms");
  assert.equal(scope(line, "A.8.24"), "variable.other.isms");
  assert.equal(scope(line, "because"), "storage.modifier.isms");
  assert.equal(scope(line, "Fewer mails arrive."), "string.quoted.double.isms");
  assert.equal(scope('control A.5.7 "T" status planned owner ciso', "status"), "storage.modifier.isms");
  assert.equal(scope('control A.5.7 "T" status planned owner ciso', "planned"), "constant.language.isms");
  assert.equal(scope("  status accepted", "accepted"), "constant.language.isms");
  assert.equal(scope("  receive prioritized_risks at most 6 months old", "at most"), "storage.modifier.isms");
});

test("dates, amounts, money, clauses and percentages are numbers with units", () => {
  assert.equal(scope("  effective 2026-02-03", "2026-02-03"), "constant.numeric.date.isms");
  assert.equal(scope("  review every 12 months last 2026-04-15", "12"), "constant.numeric.isms");
  assert.equal(scope("  review every 12 months last 2026-04-15", "months"), "keyword.other.unit.isms");
  assert.equal(scope("  cost 8000 EUR", "EUR"), "keyword.other.unit.isms");
  assert.equal(scope("  target 97 %", "%"), "keyword.other.unit.isms");
  assert.equal(scope("  clauses 9.2.2", "9.2.2"), "constant.numeric.isms");
  assert.equal(scope("  range 1..5", ".."), "keyword.operator.range.isms");
});

test("comments, escapes, and text blocks of several lines", () => {
  assert.equal(scope("// a comment", "// a comment"), "comment.line.double-slash.isms");
  assert.equal(scope("/// why", "/// why"), "comment.line.documentation.isms");
  assert.equal(scope('role ciso "A \\" quote"', '\\"'), "constant.character.escape.isms");
  const text = lines('policy p "P" {\n  description """\n    owner "inside" // no comment\n  """\n  owner ciso\n}');
  assert.deepEqual(text[2].map((token) => token.scope), ["string.quoted.triple.isms"]);
  assert.equal(text[4][0].scope, "keyword.other.property.isms");
});

test("what is left open ends: a string with its line, a text block with the next declaration", () => {
  assert.equal(lines('  held_by "Anna\n  owner ciso')[1][0].scope, "keyword.other.property.isms");
  assert.equal(lines('policy p "P" {\n  description """\n    text\n\nrole b "B"')[4][0].scope, "keyword.control.declaration.isms");
});

test("words inside names are no words, and a sign that is not needed is shown", () => {
  assert.equal(scope("  owner risk_owner", "risk_owner"), "variable.other.isms");
  assert.equal(scope("  asset with.owner", "with.owner"), "variable.other.isms");
  assert.equal(scope("  owner: ciso", ":"), "invalid.illegal.isms");
});
