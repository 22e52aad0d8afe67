#!/usr/bin/env bash
# Usage: system-packages.sh build|test|bench
# Installs the Debian packages that are missing, as root or with sudo; without either, says which.
set -euo pipefail

packages=(build-essential cmake ninja-build)
commands=(cc cmake ninja)
if [ "$1" = test ]; then
  packages+=(clang clang-format clang-tidy libclang-rt-14-dev libuv1-dev pkg-config python3-dev python3-jinja2 python3-lark
    python3-pytest strace valgrind)
  commands+=(clang clang-format clang-tidy pkg-config python3 strace valgrind)
fi
if [ "$1" = bench ]; then
  packages+=(gnuplot-nox libuv1-dev pkg-config python3 util-linux)
  commands+=(gnuplot pkg-config python3 taskset)
fi

missing_packages() {
  local package
  for package in "${packages[@]}"; do
    # shellcheck disable=SC2016  # dpkg-query's own placeholder
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      echo "$package"
    fi
  done
}

missing_commands() {
  local command
  for command in "${commands[@]}"; do
    command -v "$command" >/dev/null || echo "$command"
  done
}

if ! command -v dpkg-query >/dev/null; then
  missing=$(missing_commands | tr '\n' ' ')
  [ -z "$missing" ] && exit 0
  echo "Not a Debian system: install what corresponds to: ${packages[*]} (not found: ${missing% })" >&2
  exit 1
fi

mapfile -t missing < <(missing_packages)
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "Install what is missing, then run this again: sudo apt-get install -y ${missing[*]}" >&2
  exit 1
fi

install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "$@"
}

echo "==> Installing system packages: ${missing[*]}"
if ! { install -o DPkg::Lock::Timeout=600 -qq update &&
  install -o DPkg::Lock::Timeout=600 -qq -y --no-install-recommends install "${missing[@]}" >/dev/null; }; then
  echo "apt-get could not install them. Once it can, run this again: ${missing[*]}" >&2
  exit 1
fi
