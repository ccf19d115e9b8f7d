#!/usr/bin/env bash
# The syntax definition in the library that Kate uses. Says so where kate-syntax-highlighter is not installed.
set -euo pipefail
cd "$(dirname "$0")"
command -v kate-syntax-highlighter >/dev/null || { echo "skipped: there is no kate-syntax-highlighter (install the package libkf5syntaxhighlighting-tools)"; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_DATA_HOME=$scratch QT_QPA_PLATFORM=offscreen
mkdir -p "$scratch/org.kde.syntax-highlighting/syntax"
cp isms.xml "$scratch/org.kde.syntax-highlighting/syntax/"
printf 'policy p "P" {\n  description """\n    owner "x"\n  """\n  review every 12 months last 2026-04-15 // why\n  status accepted\n}\n' > "$scratch/sample.isms"
said=$(kate-syntax-highlighter -f ansi --syntax-trace=format "$scratch/sample.isms" 2>&1 | sed 's/\x1b\[[0-9;:]*[mK]//g')
for format in Declaration Name String Bracket Word Text Modifier Number Unit Date Comment Constant; do
  grep -qw "$format" <<< "$said" || { echo "nothing is coloured as $format:"; echo "$said"; exit 1; }
done
if grep -qiE 'warning|error|unknown' <<< "$said"; then echo "$said"; exit 1; fi
echo "kate: every kind of word has its colour"
