#!/usr/bin/env bash
# Makes the extension for Zed in target/zed-isms. In Zed: "zed: install dev extension", and choose that folder.
# Zed builds it itself; that needs Rust from rustup.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${CARGO_TARGET_DIR:-target}/zed-isms
rm -rf "$out"
mkdir -p "$out"
cp -r editors/zed/Cargo.toml editors/zed/src editors/zed/languages "$out"
sed -e "s|@REPOSITORY@|file://$PWD|" -e "s|@COMMIT@|$(git rev-parse HEAD)|" editors/zed/extension.toml > "$out/extension.toml"
cp editors/tree-sitter-isms/queries/injections.scm "$out/languages/isms/"
# a name of Zed's themes
sed 's/@comment\.documentation/@comment.doc/g' editors/tree-sitter-isms/queries/highlights.scm > "$out/languages/isms/highlights.scm"
echo "the extension is in $(realpath "$out")"
