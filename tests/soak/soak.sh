#!/usr/bin/env bash
# Usage: soak.sh <duration> [seed]
# Soaks on Bare with Node.js as its peer and the other way round, side by side. As soon as one of the
# two finds something, the other is ended. Status 0 when neither did.
set -euo pipefail
cd "$(dirname "$0")/../.."

duration=$1
seed=${2:-$RANDOM$RANDOM}
bare=$(printf '%s\n' "$PWD"/tests/runtimes/node_modules/bare-*/bin/bare | sort -V | tail -n 1)
node=$(command -v node)

TMPDIR=$(mktemp -d)
export TMPDIR
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$TMPDIR"' EXIT

soak() {
  "$1" --expose-gc tests/soak/soak.js --peer "$2" --meter "$PWD/build/release/soak/meter" \
    --duration "$duration" --seed "$seed" "${@:3}" &
}

# One progress line is enough for one terminal.
soak "$bare" "$node"
soak "$node" "$bare" --plain

wait -n
wait -n
