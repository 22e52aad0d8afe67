#!/bin/sh
# Usage: expect-finding.sh <text> <command>...
# Succeeds when the command, a soak with a fault, ends with status 1 and its last line has the text,
# an extended regular expression.
text=$1
shift

output=$("$@")
status=$?
printf '%s\n' "$output"
last=$(printf '%s\n' "$output" | tail -n 1)

if [ "$status" -ne 1 ]; then
  echo "The soak has ended with status $status instead of 1." >&2
  exit 1
fi
if ! printf '%s\n' "$last" | grep -qE "^not ok, .*($text)"; then
  echo "The last line does not say: $text" >&2
  exit 1
fi
