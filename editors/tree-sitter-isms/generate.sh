#!/usr/bin/env bash
# Generates src/parser.c from grammar.js, and runs the corpus. Needs node and the command of tree-sitter
# (`cargo install tree-sitter-cli --locked --no-default-features`).
#
#   generate.sh           generates
#   generate.sh --check   fails where what is kept is not what would be generated
set -euo pipefail
cd "$(dirname "$0")"
command -v tree-sitter >/dev/null || { echo "skipped: there is no tree-sitter command on this machine"; exit 0; }
if [ "${1:-}" = --check ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cp -r . "$work"
  (cd "$work" && tree-sitter generate --abi 14)
  diff -q src/parser.c "$work/src/parser.c"
  diff -q src/node-types.json "$work/src/node-types.json"
else
  tree-sitter generate --abi 14
fi
tree-sitter test
