#!/usr/bin/env bash
# Helix as a client of `isms lsp`: put in by install.sh and driven in a terminal, key by key. Takes the command; says so
# where there is no Helix.
set -euo pipefail
ISMS=$(realpath "${1:-target/debug/isms}")
cd "$(dirname "$0")"
for tool in hx tmux cc; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool on this machine"; exit 0; }
done
scratch=$(mktemp -d)
socket=$scratch/tmux
trap 'tmux -S "$socket" kill-server 2>/dev/null || true; rm -rf "$scratch"' EXIT
export HOME=$scratch XDG_CONFIG_HOME=$scratch/config XDG_CACHE_HOME=$scratch/cache PATH=$scratch/bin:$PATH
mkdir -p "$scratch/bin"
# the day of the example
printf '#!/bin/sh\nexec "%s" "$@" --as-of 2026-06-30\n' "$ISMS" > "$scratch/bin/isms"
chmod +x "$scratch/bin/isms"
bash install.sh >/dev/null
health=$(hx --health isms | sed 's/\x1b\[[0-9;]*m//g')
grep -q "✓ isms" <<< "$health" || { echo "$health"; exit 1; }
cp -r ../../examples/minimal "$scratch/package"
cd "$scratch/package"
before=$(sha256sum < risks.isms)

keys() { tmux -S "$socket" send-keys -t screen "$@"; }
type_in() { tmux -S "$socket" send-keys -t screen -l "$1"; }
# Escape and what follows at once would be one key
escape() { keys Escape; sleep 0.3; }
command_line() { type_in ":$1"; keys Enter; }
shown() { tmux -S "$socket" capture-pane -p -t screen; }
fail() {
  echo "helix: $1; the screen:"
  shown
  exit 1
}
until_shown() {
  for _ in $(seq 150); do
    if shown | grep -qE "$1"; then return 0; fi
    sleep 0.2
  done
  fail "waited in vain for “$1”"
}
# presses keys until the screen shows a text: a server that has only begun does not answer yet
press_until() {
  for _ in $(seq 30); do
    escape
    type_in "$1"
    for _ in $(seq 5); do
      sleep 0.2
      if shown | grep -qE "$2"; then return 0; fi
    done
  done
  fail "waited in vain for “$2”"
}
start() { tmux -S "$socket" -f /dev/null new-session -d -s screen -x 120 -y 40 "hx $1"; }

start risks.isms:3:1
until_shown "Loaded 1 file"
# colours: words, names and titles are not the same
colours=$(tmux -S "$socket" capture-pane -e -p -t screen | grep -m1 "simple" | grep -oE '38;[0-9;]+m' | sort -u | wc -l)
test "$colours" -ge 3 || fail "only $colours colours in a line"
# hover on a word: what the declaration is for
press_until " k" "The risk criteria: scales"
# a letter too few in a word: a finding, and its fix
escape
type_in "/source"
keys Enter
type_in "csourc"
escape
until_shown "● 1"
press_until " a" "Write .source."
keys Enter
until_shown " source .General terms"
# a name leads to its declaration in another file
type_in "/from clients"
keys Enter
press_until "gd" "party clients"
keys C-o
command_line "write"
until_shown "written"
# the settings of the package are checked by the same server, and no other TOML is
command_line "open isms.toml"
until_shown "isms.toml.* 1 sel"
type_in "/name"
keys Enter
type_in "cnam"
escape
until_shown "● 1"
press_until " a" "Write .name."
if hx --health toml | grep -q isms; then fail "every TOML is given to isms"; fi
escape
command_line "quit-all!"
test "$before" = "$(sha256sum < risks.isms)" || { diff ../../examples/minimal/risks.isms risks.isms; fail "the saved file is not the one that was opened"; }
echo "helix: $(hx --version), opened, coloured, explained, broken, found, fixed, followed, saved; settings checked"
