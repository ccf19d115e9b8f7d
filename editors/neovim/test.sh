#!/usr/bin/env bash
# Neovim as a client of `isms lsp`. Takes the command; says so where there is no Neovim.
set -euo pipefail
ISMS=$(realpath "${1:-target/debug/isms}")
cd "$(dirname "$0")"
if ! command -v nvim >/dev/null; then
  echo "skipped: there is no nvim on this machine (install the package neovim)"
  exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r ../../examples/minimal "$scratch/package"
before=$(sha256sum < "$scratch/package/risks.isms")
ISMS="$ISMS" PACKAGE="$scratch/package" HOME="$scratch" XDG_STATE_HOME="$scratch" timeout 90 nvim --headless -u NONE -i NONE -n -S session.lua
after=$(sha256sum < "$scratch/package/risks.isms")
echo
test "$before" = "$after" || { echo "the saved file is not the one that was opened"; exit 1; }
