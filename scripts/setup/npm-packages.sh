#!/usr/bin/env bash
# Usage: npm-packages.sh build|test|bench
# Installs the npm packages that the lock files pin: those of the package itself, the Bare executables,
# and for tests what depends on the package. A copy of the lock inside node_modules/ tells that an
# installation is complete.
set -euo pipefail
cd "$(dirname "$0")/../.."

install_packages() {
  local directory=$1 what=$2
  local lock=$directory/package-lock.json stamp=$directory/node_modules/.installed-lock.json

  cmp -s "$lock" "$stamp" && return
  echo "==> Installing npm packages: $what"
  if ! npm --prefix "$directory" ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    echo "npm could not install them. Once it reaches its registry, run this again: npm ci in $directory" >&2
    exit 1
  fi
  mkdir -p "$directory/node_modules"
  cp "$lock" "$stamp"
}

# npm marks only those executables that it links, and of several with one name it links one.
mark_executables() {
  local executables=(tests/runtimes/node_modules/bare-*/bin/bare)
  if [ ! -e "${executables[0]}" ]; then
    echo "There is no Bare for $(uname -s) on $(uname -m) here: add one to tests/runtimes/package.json" >&2
    exit 1
  fi
  chmod +x "${executables[@]}"
}

if ! command -v npm >/dev/null; then
  echo 'Install Node.js with npm, then run this again: apt-get install -y nodejs npm' >&2
  exit 1
fi

install_packages . 'libraries and tools'
install_packages tests/runtimes 'Bare'
if [ "$1" = test ]; then
  install_packages tests/dependents 'packages that depend on this one'
fi
if [ "$1" = bench ]; then
  install_packages bench 'whom the benchmark compares with'
  chmod +x bench/node_modules/@deno/*/deno bench/node_modules/@oven/*/bin/bun
fi

mark_executables
