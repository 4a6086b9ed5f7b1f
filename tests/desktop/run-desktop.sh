#!/bin/bash
# run-desktop.sh TEST.py [VAR=VALUE]... : one desktop test in a private desktop. Icons are put where a panel looks.
# Environment: MIMIR_BIN_DIR, MIMIR_SHOTS.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
test=$1
shift
DS_DIR=$(mktemp -d "${TMPDIR:-/tmp}/mimir-desk.XXXXXX")
export DS_DIR
trap 'rm -rf -- "$DS_DIR"' EXIT
mkdir -p "$DS_DIR/data/icons"
cp -r "$here/../../resources/icons/hicolor" "$DS_DIR/data/icons/"
export PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore
options=()
for option in "$@"; do options+=(-o "$option"); done
"$here/desktop-session.sh" "${options[@]}" -- /usr/bin/python3 "$here/$test" -v
