#!/usr/bin/env bash
# Usage: setup.sh build|test|bench
# Gets what building, or building and testing, needs. Does nothing, and needs no network, where all of
# it is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  build | test | bench) purpose=$1 ;;
  *)
    echo 'Usage: setup.sh build|test|bench' >&2
    exit 2
    ;;
esac

scripts/setup/system-packages.sh "$purpose"
scripts/setup/npm-packages.sh "$purpose"
