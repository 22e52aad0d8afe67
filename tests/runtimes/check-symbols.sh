#!/usr/bin/env bash
# Usage: check-symbols.sh <addon> <executable> <entry points>
# The addon binds to the executable that loads it: whatever it needs must be exported there, or come with
# a version from the C library. It may export nothing itself but the two entry points that the engine looks
# for, which match the regular expression <entry points>.
set -euo pipefail

addon=$1
executable=$2
entry_points=$3
status=0

needed=$(nm --dynamic --undefined-only "$addon" | awk '$1 == "U" && $2 !~ /@/ { print $2 }' | sort -u)
offered=$(nm --dynamic --defined-only "$executable" | awk '{ sub(/@.*/, "", $NF); print $NF }' | sort -u)

if [ "$(grep -cE '^(js|napi|uv)_' <<<"$needed")" -lt 20 ]; then
  printf 'These cannot be all that it needs:\n%s\n' "$needed"
  status=1
fi

missing=$(comm -23 <(echo "$needed") <(echo "$offered"))
if [ -n "$missing" ]; then
  printf 'Missing in %s:\n%s\n' "$executable" "$missing"
  status=1
fi

exported=$(nm --dynamic --defined-only "$addon" | awk '{ print $NF }')
surplus=$(grep -vE "$entry_points" <<<"$exported" || true)
if [ -n "$surplus" ]; then
  printf 'Exported beside the entry points:\n%s\n' "$surplus"
  status=1
fi
if [ "$(grep -cE "$entry_points" <<<"$exported")" -ne 2 ]; then
  printf 'The two entry points are not what is exported:\n%s\n' "$exported"
  status=1
fi

echo "$(wc -l <<<"$needed") symbols needed, $(wc -l <<<"$exported") exported"
exit "$status"
