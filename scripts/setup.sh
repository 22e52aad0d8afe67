#!/usr/bin/env bash
# Usage: setup.sh build|test
# Gets what building, or building and testing, needs. Does nothing, and needs no network, where all of
# it is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  build | test) purpose=$1 ;;
  *)
    echo 'Usage: setup.sh build|test' >&2
    exit 2
    ;;
esac

scripts/setup/system-packages.sh "$purpose"
scripts/setup/npm-packages.sh "$purpose"
