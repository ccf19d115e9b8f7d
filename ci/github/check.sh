#!/usr/bin/env bash
# The step of the action: check, summary, comparison, documents. Everything it is told comes through the environment.
set -euo pipefail
export PATH="${RUNNER_TEMP:?}/isms/bin:$PATH"
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
day=()
if [ -n "${ISMS_AS_OF:-}" ]; then day=(--as-of "$ISMS_AS_OF"); fi

arguments=("${ISMS_PATH:-.}" "${day[@]}" --format github --output "markdown=$RUNNER_TEMP/isms.md")
if [ -n "${ISMS_SARIF:-}" ]; then arguments+=(--output "sarif=$ISMS_SARIF"); fi
if [ -n "${ISMS_PRESET:-}" ]; then arguments+=(--preset "$ISMS_PRESET"); fi
# a list separated by blanks; no word of it is a pattern
set -f
for name in ${ISMS_DENY:-}; do arguments+=(--deny "$name"); done
set +f

code=0
isms check "${arguments[@]}" || code=$?
if [ -f "$RUNNER_TEMP/isms.md" ]; then cat "$RUNNER_TEMP/isms.md" >> "$summary"; fi

# the comparison and the documents are worth having beside findings too; the check decides
if [ "$code" -lt 2 ] && [ -n "${ISMS_BASE:-}" ]; then
  if isms diff "${ISMS_PATH:-.}" "${day[@]}" --base "$ISMS_BASE" --format markdown > "${ISMS_DIFF:-isms-diff.md}"; then
    { echo; cat "${ISMS_DIFF:-isms-diff.md}"; } >> "$summary"
  else
    echo "::warning title=isms diff::the decisions could not be compared with $(printf '%s' "$ISMS_BASE" | tr -cd 'A-Za-z0-9._/-')"
  fi
fi
if [ "$code" -lt 2 ] && [ -n "${ISMS_DOCUMENTS:-}" ]; then
  isms build "${ISMS_PATH:-.}" "${day[@]}" --draft --out "$ISMS_DOCUMENTS" 2>/dev/null || true
fi

if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "exit-code=$code" >> "$GITHUB_OUTPUT"; fi
exit "$code"
