#!/usr/bin/env bash
# Runs the fuzzer of the C boundary.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
corpus=$here/corpus
state=$root/build/fuzz-boundary
max_len=512

usage() {
  cat <<'TEXT'
Usage: run.sh <fuzzer> runs <number> [seed]   every input of the corpus, then that many new ones
       run.sh <fuzzer> seconds <number>       new inputs for that long, from what was found before
       run.sh <fuzzer> keep                   the smallest corpus that covers what is known now
       run.sh <fuzzer> show <input>           what an input or a script does, step by step

<fuzzer> is the executable fuzz_boundary, as CMake builds it.
Inputs that break a rule are kept in build/fuzz-boundary/findings; mend what they show, and add them
to tests/fuzz/boundary/corpus under a name that says what they are about.
TEXT
}

figure() {
  sed -n "s/^stat::$1: *//p" "$log" | tail -n 1
}

edges() {
  sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1
}

# libFuzzer's lines go to the log; the terminal shows where it stands. What code compares with, which
# use_cmp takes from it, is of no use here, and is another address or key each time: without it the same
# seed is the same run.
fuzz() {
  local status=0
  "$fuzzer" -max_len="$max_len" -len_control=0 -use_cmp=0 -timeout=20 -print_final_stats=1 \
    -artifact_prefix="$state/findings/" "$@" >"$log" 2>&1 &
  local pid=$!
  trap 'kill "$pid" 2>/dev/null; rm -rf "$scratch"' EXIT
  while [ -t 2 ] && kill -0 "$pid" 2>/dev/null; do
    printf '\r\033[K%.70s' "$(grep -a '^#' "$log" | tail -n 1)" >&2
    sleep 1
  done
  wait "$pid" || status=$?
  trap 'rm -rf "$scratch"' EXIT
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
  return "$status"
}

report() {
  local status=$1 what=$2
  if [ "$status" -ne 0 ]; then
    tail -n 60 "$log"
    echo "fuzz/boundary: an input breaks a rule ($what). To see its steps: $0 $fuzzer show <the input named above>" >&2
    exit 1
  fi
  echo "fuzz/boundary: $(figure number_of_executed_units) inputs, $(edges) edges," \
    "$(figure average_exec_per_sec) a second, no rule broken ($what)"
}

if [ $# -lt 2 ] || [ "$1" = --help ]; then
  usage
  [ $# -gt 0 ] && [ "$1" = --help ]
  exit
fi

fuzzer=$1
action=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
log=$scratch/log
touch "$log"
mkdir -p "$state/findings" "$state/found" "$scratch/new" "$scratch/scripts"
for script in "$here"/scripts/*.txt; do
  "${fuzzer}_replay" --compose "$script" "$scratch/scripts/$(basename "$script" .txt)"
done

case $action in
  runs)
    status=0
    fuzz -seed="${4:-1}" -runs="$3" "$scratch/new" "$corpus" "$scratch/scripts" || status=$?
    report "$status" "seed ${4:-1}"
    ;;
  seconds)
    seed=$RANDOM
    status=0
    fuzz -seed="$seed" -max_total_time="$3" -reload=0 "$state/found" "$corpus" "$scratch/scripts" || status=$?
    report "$status" "seed $seed, $3 seconds"
    ;;
  keep)
    "$fuzzer" -max_len="$max_len" -set_cover_merge=1 -use_counters=0 "$scratch/new" "$corpus" "$state/found" >"$log" 2>&1 ||
      { tail -n 40 "$log"; exit 1; }
    find "$corpus" -type f -regex '.*/[0-9a-f]*' -delete
    cp "$scratch/new"/* "$corpus"
    echo "fuzz/boundary: $(find "$corpus" -type f | wc -l) inputs kept"
    ;;
  show)
    FUZZ_TRACE=1 "${fuzzer}_replay" "$3"
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac
