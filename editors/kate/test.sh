#!/usr/bin/env bash
# The syntax definitions in the library that Kate uses, and Kate itself as a client of `isms lsp`. Takes the command; says so
# where kate-syntax-highlighter or kate is not installed.
set -euo pipefail
ISMS=$(realpath "${1:-target/debug/isms}")
cd "$(dirname "$0")"
command -v kate-syntax-highlighter >/dev/null || { echo "skipped: there is no kate-syntax-highlighter (install the package libkf5syntaxhighlighting-tools)"; exit 0; }
scratch=$(mktemp -d)
kate=""
trap 'test -z "$kate" || kill -- "-$kate" 2>/dev/null || true; sleep 0.3; rm -rf "$scratch" 2>/dev/null || { sleep 2; rm -rf "$scratch"; }' EXIT
export HOME=$scratch XDG_DATA_HOME=$scratch/data XDG_CONFIG_HOME=$scratch/config XDG_CACHE_HOME=$scratch/cache XDG_RUNTIME_DIR=$scratch/run QT_QPA_PLATFORM=offscreen
mkdir -p "$XDG_DATA_HOME/org.kde.syntax-highlighting/syntax" "$XDG_CONFIG_HOME/kate/lspclient" "$scratch/bin"
mkdir -m 700 "$XDG_RUNTIME_DIR"
cp ./*.xml "$XDG_DATA_HOME/org.kde.syntax-highlighting/syntax/"

# which formats a file has; a definition that is wrong is said there too
formats() {
  local said
  said=$(kate-syntax-highlighter -f ansi --syntax-trace=format "$1" 2>&1 | sed 's/\x1b\[[0-9;:]*[mK]//g')
  shift
  for format in "$@"; do
    grep -qw "$format" <<< "$said" || { echo "nothing is coloured as $format:"; echo "$said"; exit 1; }
  done
  if grep -qiE 'warning|error|unknown' <<< "$said"; then echo "$said"; exit 1; fi
}
printf 'policy p "P" {\n  description """\n    owner "x"\n  """\n  review every 12 months last 2026-04-15 // why\n  status accepted\n}\n' > "$scratch/sample.isms"
formats "$scratch/sample.isms" Declaration Name String Bracket Word Text Modifier Number Unit Date Comment Constant
printf '[package]\nname = "x"\n' > "$scratch/isms.toml"
formats "$scratch/isms.toml" TableHeader Key Assignment
echo "kate: every kind of word has its colour"

for tool in kate dbus-run-session; do
  command -v "$tool" >/dev/null || { echo "kate: the editor itself is skipped: there is no $tool"; exit 0; }
done
# what is said between the two, on the way
printf '#!/bin/sh\ntee -a "%s/sent" | "%s" "$@" --as-of 2026-06-30 | tee -a "%s/answered"\n' "$scratch" "$ISMS" "$scratch" > "$scratch/bin/isms"
chmod +x "$scratch/bin/isms"
export PATH=$scratch/bin:$PATH
cp lspclient.json "$XDG_CONFIG_HOME/kate/lspclient/settings.json"
# the answer to the question whether the server may be started
printf '[lspclient]\nAllowedServerCommandLines=%s/bin/isms lsp\n' "$scratch" > "$XDG_CONFIG_HOME/katerc"
cp -r ../../examples/minimal "$scratch/package"
cd "$scratch/package"
sed -i '0,/  owner /s//  ownr /' risks.isms
sed -i 's/^name/nam/' isms.toml
# opens a file and waits for a finding in it
opened() {
  : > "$scratch/sent"
  : > "$scratch/answered"
  set -m
  dbus-run-session -- kate -n "$1" >"$scratch/log" 2>&1 &
  kate=$!
  set +m
  for _ in $(seq 300); do
    if grep -q "\"code\":\"$2\"" "$scratch/answered"; then break; fi
    sleep 0.2
  done
  grep -q "\"code\":\"$2\"" "$scratch/answered" || { echo "kate: waited in vain for $2 in $1"; tail -5 "$scratch/log" "$scratch/sent"; exit 1; }
  grep -q "\"uri\": \"file://$PWD/$1\"" "$scratch/sent" || { echo "kate: $1 was not opened"; exit 1; }
  kill -- "-$kate"
  wait "$kate" 2>/dev/null || true
  kate=""
}
opened risks.isms unknown-word
opened isms.toml unknown-setting
echo "kate: $(dpkg-query -W -f '${Version}' kate 2>/dev/null || echo 'the editor'), opened, found in sources and in settings"
