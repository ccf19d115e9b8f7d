#!/usr/bin/env bash
# Emacs as a client of `isms lsp`: colours, indentation, and a finding through eglot. Takes the command; says so where there is no
# Emacs with eglot (Emacs 29, or the packages emacs-nox and elpa-eglot).
set -euo pipefail
ISMS=$(realpath "${1:-target/debug/isms}")
cd "$(dirname "$0")"
command -v emacs >/dev/null || { echo "skipped: there is no emacs on this machine (install the packages emacs-nox and elpa-eglot)"; exit 0; }
emacs --batch --eval "(progn (package-initialize) (unless (locate-library \"eglot\") (kill-emacs 3)))" 2>/dev/null || { echo "skipped: this emacs has no eglot"; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r ../../examples/minimal "$scratch/package"
ISMS="$ISMS" PACKAGE="$scratch/package" HOME="$scratch" timeout 90 emacs --batch --eval "(package-initialize)" -L . -l session.el
