#!/usr/bin/env bash
# Makes the pictures of docs/images: a real Neovim, and a real Helix where there is one, in a real terminal, on a copy of
# examples/meridian that is broken on purpose.
#
#   editors/screenshots.sh [PROGRAM]
#
# Needs nvim, tmux, python3, cc and chromium; hx for its own picture. A picture is what the terminal shows, letter by letter; nothing is drawn by hand.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
isms=$(realpath "${1:-target/debug/isms}")
for tool in nvim tmux python3 cc chromium; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool on this machine"; exit 0; }
done

scratch=$(mktemp -d)
socket=$scratch/tmux
trap 'tmux -S "$socket" kill-server 2>/dev/null || true; rm -rf "$scratch"' EXIT
export HOME=$scratch XDG_CONFIG_HOME=$scratch/config XDG_DATA_HOME=$scratch/data XDG_STATE_HOME=$scratch/state
mkdir -p "$scratch/bin"
ln -s "$isms" "$scratch/bin/isms"
export PATH=$scratch/bin:$PATH
bash editors/neovim/install.sh >/dev/null
cp editors/screenshots/init.lua "$XDG_CONFIG_HOME/nvim/init.lua"
cp -r examples/meridian "$scratch/meridian"
cd "$scratch/meridian"

keys() { tmux -S "$socket" send-keys -t screen "$@"; }
shown() { tmux -S "$socket" capture-pane -p -t screen; }
# waits until the screen shows a text
until_shown() {
  for _ in $(seq 150); do
    if shown | grep -qE "$1"; then sleep 0.4; return 0; fi
    sleep 0.2
  done
  echo "waited in vain for “$1”; the screen:" >&2
  shown >&2
  exit 1
}
# opens a file in a terminal of a size
open() {
  tmux -S "$socket" kill-server 2>/dev/null || true
  sleep 0.5
  tmux -S "$socket" -f "$root/editors/screenshots/tmux.conf" new-session -d -s screen -x "$1" -y "$2" "${4:-nvim -n} $3"
}
picture() {
  tmux -S "$socket" capture-pane -e -N -p -t screen > "$scratch/$1.ansi"
  python3 "$root/editors/screenshots/terminal.py" "$scratch/$1.ansi" "$2" > "$scratch/$1.html"
  local size
  size=$(sed -n 's/^<!-- size \(.*\) -->$/\1/p' "$scratch/$1.html")
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.5 --window-size="$size" \
    --screenshot="$scratch/$1.png" "file://$scratch/$1.html" >/dev/null 2>&1
  python3 "$root/editors/screenshots/smaller.py" "$scratch/$1.png" "$root/docs/images/$1.png"
}

# findings: a name and a word with a letter too few, a value beyond its scale, a word that is not in the list
broken() {
  sed -i -e '0,/office_suite/s//office_suit/' -e '0,/  owner ciso/s//  ownr ciso/' -e '0,/  likelihood 5/s//  likelihood 9/' -e '0,/  status treated/s//  status treatd/' risks_company.isms
}
broken
open 132 30 "+4 risks_company.isms"
until_shown "unknown|not a word|did you mean"
picture neovim-findings "risks_company.isms"
cp "$root/examples/meridian/risks_company.isms" .

# hover on a control
open 132 30 "+12 risks_company.isms"
until_shown "R-06"
keys '/A.5.7' Enter
sleep 2
keys ':lua vim.lsp.buf.hover()' Enter
until_shown "Threat intelligence"
keys ':echo ""' Enter
sleep 0.5
picture neovim-hover "risks_company.isms"

# completion: after `owner` only roles
open 132 30 "+9 risks_company.isms"
until_shown "R-06"
sleep 2
keys 'o' 'owner ' C-x C-o
until_shown "Chief"
sleep 1
picture neovim-completion "risks_company.isms"
keys Escape ':qa!' Enter

# the same findings in Helix
if command -v hx >/dev/null; then
  bash "$root/editors/helix/install.sh" >/dev/null
  sed -i 's|^args = \["lsp"\]|args = ["lsp", "--as-of", "2026-06-30"]|' "$XDG_CONFIG_HOME/helix/languages.toml"
  cp "$root/editors/screenshots/helix.toml" "$XDG_CONFIG_HOME/helix/config.toml"
  broken
  open 132 30 "risks_company.isms:8:3" hx
  until_shown "did you mean .owner"
  picture helix-findings "risks_company.isms"
  keys Escape ':qa!' Enter
fi
ls -l "$root"/docs/images/{neovim,helix}-*.png
