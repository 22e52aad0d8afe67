#!/usr/bin/env bash
# Usage: build.sh <preset> [CMake options]
# Configures and builds. Prints the whole log when that fails, and one line when it does not.
set -euo pipefail
cd "$(dirname "$0")/.."

preset=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT

if ! { cmake --preset "$preset" "$@" && cmake --build --preset "$preset"; } >"$log" 2>&1; then
  cat "$log"
  echo "Building the preset '$preset' failed." >&2
  exit 1
fi
echo "==> Built: preset $preset"
