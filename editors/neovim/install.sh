#!/usr/bin/env bash
# Puts isms into Neovim: the plugin, the tree-sitter parser (needs a C compiler as `cc`), and its queries.
set -euo pipefail
cd "$(dirname "$0")"
config=${XDG_CONFIG_HOME:-$HOME/.config}/nvim
grammar=../tree-sitter-isms
mkdir -p "$config/plugin" "$config/parser" "$config/queries/isms"
cp isms.lua "$config/plugin/"
cp "$grammar"/queries/*.scm "$config/queries/isms/"
cc -O2 -fPIC -shared -I "$grammar/src" "$grammar/src/parser.c" "$grammar/src/scanner.c" -o "$config/parser/isms.so"
echo "isms is in $config: plugin/isms.lua, parser/isms.so, queries/isms"
