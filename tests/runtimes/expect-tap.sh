#!/usr/bin/env bash
# Runs a command that reports in TAP. Its exit code alone is not enough: a script that ends early has
# run no failing assertion either, so the report must also reach its last line, and that must be `# ok`.
set -uo pipefail

report=$(mktemp)
trap 'rm -f "$report"' EXIT

"$@" | tee "$report"
status=${PIPESTATUS[0]}

if [ "$status" -ne 0 ]; then
  echo "expect-tap: exit code $status" >&2
  exit 1
fi
if [ "$(grep -v '^[[:space:]]*$' "$report" | tail -n 1)" != '# ok' ]; then
  echo 'expect-tap: the report does not end in "# ok"' >&2
  exit 1
fi
if grep -q '^# tests = 0/0' "$report"; then
  echo 'expect-tap: no test ran' >&2
  exit 1
fi
