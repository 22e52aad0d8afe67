#!/usr/bin/env bash
# Usage: check-symbols.sh <addon> <executable>
# The addon binds to the executable that loads it: each engine and libuv function that it calls must be
# exported there, and it may export nothing itself but the two entry points that Bare looks for.
set -euo pipefail

addon=$1
executable=$2
status=0

needed=$(nm --dynamic --undefined-only "$addon" | awk '{ print $NF }' | grep -E '^(js|uv|bare)_' | sort -u)
offered=$(nm --dynamic --defined-only "$executable" | awk '{ print $NF }' | sed 's/@.*//' | sort -u)

if [ "$(wc -l <<<"$needed")" -lt 20 ]; then
  echo "Only these symbols are needed, which cannot be all: $needed"
  status=1
fi

missing=$(comm -23 <(echo "$needed") <(echo "$offered"))
if [ -n "$missing" ]; then
  printf 'Missing in %s:\n%s\n' "$executable" "$missing"
  status=1
fi

exported=$(nm --dynamic --defined-only "$addon" | awk '{ print $NF }')
surplus=$(grep -vE '^bare_(get_module_name|register_module)_v[0-9]+$' <<<"$exported" || true)
if [ -n "$surplus" ]; then
  printf 'Exported beside the entry points:\n%s\n' "$surplus"
  status=1
fi
if [ "$(grep -cE '^bare_(get_module_name|register_module)_v[0-9]+$' <<<"$exported")" -ne 2 ]; then
  printf 'The two entry points are not what is exported:\n%s\n' "$exported"
  status=1
fi

echo "$(wc -l <<<"$needed") symbols needed, $(wc -l <<<"$exported") exported"
exit "$status"
