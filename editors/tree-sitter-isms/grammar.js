/**
 * The grammar of `.isms` for editors. It accepts what the compiler accepts and refuses what the compiler refuses:
 * tests/suite/tree_sitter.rs holds the two against each other.
 *
 * What a regular expression cannot say is in src/scanner.c: a letter in the first column begins a declaration, the end of a line
 * ends a member of a block, a text block ends where a declaration begins, and nothing nests deeper than the compiler reads.
 */
/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

// control characters, and characters that turn the direction of text: refused wherever they stand
const DANGEROUS = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ufffe\\uffff";
const without = (signs) => new RegExp(`[^${signs}${DANGEROUS}]`);
const many = (signs) => new RegExp(`[^${signs}${DANGEROUS}]+`);

module.exports = grammar({
  name: "isms",

  externals: ($) => [
    $._declaration_word,
    $._member_word,
    $.name,
    $.number,
    $._quote,
    $._text_start,
    $.text_content,
    $._text_end,
    $._end,
    $._gap,
    // not as "{": a sign that is written out is read without the scanner too, however deep it stands
    $._block_open,
    $._block_close,
    $._list_open,
    $._list_close,
    $._recovering,
  ],

  extras: ($) => [/[ \t\r\n]/, $.comment],

  rules: {
    source_file: ($) => seq(repeat(";"), repeat(seq($.declaration, repeat(";")))),

    // a header may go on in the next lines, as long as they are indented
    declaration: ($) => seq(field("word", alias($._declaration_word, $.word)), repeat(choice($._value, ",")), optional(field("block", $.block))),

    block: ($) => seq(alias($._block_open, "{"), repeat(choice($.member, ";")), alias($._block_close, "}")),

    member: ($) => seq(field("word", alias($._member_word, $.word)), repeat(choice($._value, $._comma)), choice(field("block", $.block), $._end)),

    // after a comma a member goes on in the next line
    _comma: ($) => seq(",", repeat($._gap)),

    _value: ($) => choice($.name, $.number, $.percent, $.range, $.string, $.text, $.list),

    list: ($) => seq(alias($._list_open, "["), repeat(choice($._value, ",")), alias($._list_close, "]")),

    percent: () => "%",
    range: () => "..",

    string: ($) => seq(alias($._quote, '"'), repeat(choice($._string_content, $.escape)), token.immediate('"')),
    _string_content: () => token.immediate(prec(1, many('"\\\\\\n\\r'))),
    escape: () => token.immediate(seq("\\", without("\\n\\r"))),

    text: ($) => seq(alias($._text_start, '"""'), optional($.text_content), alias($._text_end, '"""')),

    comment: () => token(seq("//", repeat(without("\\n\\r")))),
  },
});
