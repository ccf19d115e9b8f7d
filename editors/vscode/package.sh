#!/usr/bin/env bash
# Tests the extension for VS Code and packages it as target/vscode/isms-VERSION.vsix.
#
#   package.sh                       without the program: the extension looks for it
#   package.sh PROGRAM SYSTEM        with it, for one system: package.sh target/release/isms linux-x64
#
# Needs npm and its registry; says so and ends well where there are none.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
skip() { echo "skipped: $1"; exit 0; }
command -v npm >/dev/null || skip "no npm"
command -v node >/dev/null || skip "no node"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || skip "node $(node --version) is older than 20"

work=${CARGO_TARGET_DIR:-$root/target}/vscode
mkdir -p "$work"
# everything but what was installed before
find "$work" -mindepth 1 -maxdepth 1 ! -name node_modules -exec rm -rf {} +
cp -r editors/vscode/. "$work"
cat LICENSE-MIT LICENSE-APACHE > "$work/LICENSE.txt"
cd "$work"

if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1; then
  # a registry that cannot be reached is no fault of the extension
  if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED' npm.log; then
    skip "npm cannot reach its registry"
  fi
  cat npm.log >&2
  exit 1
fi

npm run --silent bundle -- --log-level=warning
# the program is tried where it is built
program=${CARGO_TARGET_DIR:-$root/target}/debug/isms
[ -x "$program" ] && export ISMS_PROGRAM=$program
ISMS_REPOSITORY=$root node --test test

target=()
if [ $# -ge 2 ]; then
  mkdir -p server
  cp "$(cd "$root" && realpath "$1")" server/
  chmod +x server/*
  target=(--target "$2")
fi
npx --no-install vsce package --no-dependencies --allow-missing-repository "${target[@]}"
