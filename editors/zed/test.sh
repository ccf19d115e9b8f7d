#!/usr/bin/env bash
# The extension for Zed, as its compiler sees it: for WebAssembly where that target is installed, as Zed builds it, else for
# this machine. Says so where the crates cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v cargo >/dev/null || { echo "skipped: there is no cargo"; exit 0; }
out=${CARGO_TARGET_DIR:-$PWD/target}
bash editors/zed/install.sh >/dev/null
cd "$out/zed-isms"
for query in highlights injections brackets indents outline overrides; do
  test -s "languages/isms/$query.scm" || { echo "the extension has no $query"; exit 1; }
done
if grep -q '@REPOSITORY@\|@COMMIT@' extension.toml; then echo "the place of the grammar is missing"; exit 1; fi
target=()
system=$(rustc --print target-libdir --target wasm32-wasip2 2>/dev/null || true)
if test -d "$system"; then target=(--target wasm32-wasip2); fi
if ! cargo check --quiet --target-dir "$out/zed" "${target[@]}" 2> "$out/zed-isms/log"; then
  # a registry that cannot be reached is no fault of the extension
  if grep -qE 'failed to download|Could not resolve|failed to fetch|network failure|Connection refused' log; then echo "skipped: the crates cannot be had"; exit 0; fi
  cat log
  exit 1
fi
echo "zed: the extension compiles${target[*]:+ for WebAssembly}"
