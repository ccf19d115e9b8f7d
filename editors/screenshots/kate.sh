#!/usr/bin/env bash
# Makes docs/images/kate-findings.png: a real Kate on a copy of examples/meridian that is broken on purpose.
#
#   editors/screenshots/kate.sh [PROGRAM]
#
# Needs kate, Xvfb, dbus-run-session, xdotool, and import of ImageMagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
isms=$(realpath "${1:-target/debug/isms}")
for tool in kate Xvfb dbus-run-session xdotool import; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool on this machine"; exit 0; }
done
# a name of its own: the path is in the picture
scratch=/tmp/isms-pictures
mkdir "$scratch"
screen="" kate=""
trap 'for one in $kate; do kill -9 -- "-$one" 2>/dev/null || true; done; test -z "$screen" || kill "$screen"; sleep 0.5; rm -rf "$scratch"' EXIT
export HOME=$scratch XDG_DATA_HOME=$scratch/data XDG_CONFIG_HOME=$scratch/config XDG_RUNTIME_DIR=$scratch/run DISPLAY=:78 LC_ALL=C.UTF-8
mkdir -p "$XDG_DATA_HOME/org.kde.syntax-highlighting/syntax" "$XDG_CONFIG_HOME/kate/lspclient" "$scratch/bin"
mkdir -m 700 "$XDG_RUNTIME_DIR"
cp editors/kate/*.xml "$XDG_DATA_HOME/org.kde.syntax-highlighting/syntax/"
cp editors/kate/lspclient.json "$XDG_CONFIG_HOME/kate/lspclient/settings.json"
printf '#!/bin/sh\nexec "%s" "$@" --as-of 2026-06-30\n' "$isms" > "$scratch/bin/isms"
chmod +x "$scratch/bin/isms"
export PATH=$scratch/bin:$PATH
printf '[lspclient]\nAllowedServerCommandLines=%s/bin/isms lsp\n' "$scratch" > "$XDG_CONFIG_HOME/katerc"
cp -r examples/meridian "$scratch/meridian"
cd "$scratch/meridian"
sed -i -e '0,/office_suite/s//office_suit/' -e '0,/  owner ciso/s//  ownr ciso/' -e '0,/  status treated/s//  status treatd/' risks_company.isms

Xvfb "$DISPLAY" -screen 0 1240x800x24 >/dev/null 2>&1 &
screen=$!
sleep 1
set -m
dbus-run-session -- kate -n risks_company.isms >/dev/null 2>&1 &
kate=$!
set +m
sleep 8
window=$(xdotool search --name "risks_company" | tail -1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1240 800
sleep 2
# the panel with the findings, and what is known of a control under the mouse
xdotool mousemove 330 788 click 1
sleep 2
xdotool mousemove 270 308
sleep 1
xdotool mousemove 274 309
sleep 3
import -window root "$scratch/picture.png"
python3 "$root/editors/screenshots/smaller.py" "$scratch/picture.png" "$root/docs/images/kate-findings.png"
ls -l "$root/docs/images/kate-findings.png"
