#!/usr/bin/env bash
# Puts isms into Helix: the languages, the tree-sitter parser (needs a C compiler as `cc`), and its queries.
# `hx --grammar build` would try to build every language that Helix knows, and fail where their sources were not fetched.
set -euo pipefail
cd "$(dirname "$0")"
config=${XDG_CONFIG_HOME:-$HOME/.config}/helix
grammar=../tree-sitter-isms
mkdir -p "$config/runtime/grammars" "$config/runtime/queries"
cp -r queries/. "$config/runtime/queries/"
cp "$grammar/queries/injections.scm" "$config/runtime/queries/isms/"
cc -O2 -fPIC -shared -I "$grammar/src" "$grammar/src/parser.c" "$grammar/src/scanner.c" -o "$config/runtime/grammars/isms.so"
if grep -q '^name = "isms"' "$config/languages.toml" 2>/dev/null; then
  echo "isms stands in $config/languages.toml already, and that file is left as it is"
else
  { if test -s "$config/languages.toml"; then echo; fi; cat languages.toml; } >> "$config/languages.toml"
fi
echo "isms is in $config: languages.toml, runtime/grammars/isms.so, runtime/queries/isms"
