#!/usr/bin/env bash
# Usage: demo.sh [hello|cat|chat|handover|datagrams|restart]...
# Runs the examples on Bare, says what they do, and checks it. The exit code is 1 when a check fails.
# BARE names another executable, DEMO_MEGABYTES the size of the file that `cat` copies.
set -uo pipefail
cd "$(dirname "$0")" || exit

bare=${BARE:-$PWD/../tests/runtimes/node_modules/bare-1.33.4/bin/bare}
megabytes=${DEMO_MEGABYTES:-128}
failures=0

workspace=$(mktemp -d)
trap 'rm -rf "$workspace"' EXIT

if [ -t 1 ]; then
  bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
else
  bold='' dim='' green='' red='' plain=''
fi

title() {
  printf '\n%s%s%s\n' "$bold" "$1" "$plain"
}

step() {
  printf '\n  %s\n' "$1"
}

# Shows what a program prints, set off from what is said about it.
quote() {
  sed -u "s/^/    $dim|$plain /"
}

check() {
  local what=$1 actual=$2 expected=$3
  if [ "$actual" = "$expected" ]; then
    printf '    %sok%s  %s\n' "$green" "$plain" "$what"
    return
  fi
  failures=$((failures + 1))
  printf '    %sFAILED%s  %s\n      expected: %s\n      got:      %s\n' "$red" "$plain" "$what" \
    "${expected@Q}" "${actual@Q}"
}

digest() {
  sha256sum | cut -d ' ' -f 1
}

demo_hello() {
  local greeting='Hello world!' received

  title "hello.js: new Pipe(1).write('Hello world!\\n'), wherever the shell sends it"

  step 'Into a pipe: bare hello.js | …'
  received=$("$bare" hello.js)
  check "'$greeting' comes out of it" "$received" "$greeting"

  step 'Into a file: bare hello.js >file, and once more: bare hello.js >>file'
  "$bare" hello.js >"$workspace/greeting"
  "$bare" hello.js >>"$workspace/greeting"
  check 'the file has both lines' "$(cat "$workspace/greeting")" "$greeting"$'\n'"$greeting"

  step 'Into /dev/null: bare hello.js >/dev/null'
  received=$("$bare" hello.js 2>&1 >/dev/null)
  check 'it ends with exit code 0, and with no complaint' "$? $received" '0 '

  if command -v script >/dev/null; then
    step 'Into a terminal'
    received=$(script --quiet --return --command "'$bare' hello.js" /dev/null </dev/null | tr -d '\r')
    check "'$greeting' is on the screen" "$received" "$greeting"
  fi
}

demo_cat() {
  local file=$workspace/original copy=$workspace/copy expected

  title "cat.js: $megabytes MiB of noise through two pipes, compared by SHA-256"
  head -c "${megabytes}M" /dev/urandom >"$file"
  expected=$(digest <"$file")

  step 'From a file into a pipe: bare cat.js <file | sha256sum'
  { "$bare" cat.js --progress <"$file" 2>&3 | digest >"$workspace/digest"; } 3>&1 | quote
  check 'same bytes' "$(cat "$workspace/digest")" "$expected"

  step 'From a pipe into a pipe: … | bare cat.js | sha256sum'
  # shellcheck disable=SC2002  # a pipe is what this is about
  { cat "$file" | "$bare" cat.js --progress 2>&3 | digest >"$workspace/digest"; } 3>&1 | quote
  check 'same bytes' "$(cat "$workspace/digest")" "$expected"

  step 'From a pipe into a file: … | bare cat.js >copy'
  # shellcheck disable=SC2002  # a pipe is what this is about
  cat "$file" | "$bare" cat.js --progress 2>&1 >"$copy" | quote
  check 'same bytes' "$(digest <"$copy")" "$expected"

  step 'From a file into a file: bare cat.js <file >copy'
  "$bare" cat.js --progress 2>&1 <"$file" >"$copy" | quote
  check 'same bytes' "$(digest <"$copy")" "$expected"
}

demo_chat() {
  local socket=$workspace/chat.sock

  title 'chat.js: a server on a named pipe, three clients, half-open ends and back-pressure'

  step 'Everybody hears everybody; then a slow reader gets as much as the fast ones'
  "$bare" chat.js "$socket" 2>&1 | quote
  check 'what it says of itself holds' "${PIPESTATUS[0]}" 0
  check 'the socket is gone from the file system' "$(find "$workspace" -type s)" ''
}

demo_handover() {
  title 'handover.js: TCP connections, accepted by one process and answered by three others'

  step 'Each connection travels over a socket pair to the worker whose turn it is'
  "$bare" handover.js 2>&1 | quote
  check 'what it says of itself holds' "${PIPESTATUS[0]}" 0
}

demo_datagrams() {
  title 'datagrams.js: a UDP socket that is handed on while datagrams arrive'

  step 'Three processes receive in turn, on one socket that is never bound anew'
  "$bare" datagrams.js 2>&1 | quote
  check 'what it says of itself holds' "${PIPESTATUS[0]}" 0
}

demo_restart() {
  local directory=$workspace/restart

  title 'restart.js: a service that is replaced twice while its clients keep coming'
  mkdir "$directory"

  step 'A successor takes over the path; the one before it answers whom it has, and ends'
  "$bare" restart.js "$directory/service.sock" 2>&1 | quote
  check 'what it says of itself holds' "${PIPESTATUS[0]}" 0
  check 'no socket is left in the file system' "$(ls -A "$directory")" ''
}

if ! [ -x "$bare" ]; then
  echo "There is no Bare at $bare: run make demo" >&2
  exit 1
fi

[ "$#" -eq 0 ] && set -- hello cat chat handover datagrams restart

for example in "$@"; do
  case "$example" in
    hello | cat | chat | handover | datagrams | restart) "demo_$example" ;;
    *)
      echo "There is no example '$example': hello, cat, chat, handover, datagrams, restart" >&2
      exit 2
      ;;
  esac
done

if [ "$failures" -gt 0 ]; then
  printf '\n%s%s checks failed.%s\n' "$red" "$failures" "$plain"
  exit 1
fi
printf '\n%sEverything held.%s\n' "$green" "$plain"
