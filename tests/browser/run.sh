#!/usr/bin/env bash
# Builds the example and opens its pages in a real Chromium. Takes the binary; needs chromium, node 20 and npm.
set -euo pipefail
binary=$(realpath "${1:?the isms binary}")
cd "$(dirname "$0")"
for need in chromium node npm; do
    command -v "$need" >/dev/null || { echo "skipped: there is no $need"; exit 0; }
done
npm ci --no-audit --no-fund --silent || { echo "skipped: puppeteer-core and axe-core cannot be installed"; exit 0; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$binary" build ../../examples/meridian --as-of 2026-06-30 --formats html,docx,xlsx,csv --out "$out/site" >/dev/null
ISMS_SITE="$out/site" CHROMIUM="$(command -v chromium)" node --test --test-timeout=900000
