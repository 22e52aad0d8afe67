# Everything that there is to call, called with everything: a few calls in every run of the tests,
# always the same ones, and as many as one likes with the target run-fuzz-calls.

# What fuzzes an engine: its own command is what the sanitizers are for, not the fuzzer's.
function(calls_command result executable)
  sanitizer_command(sanitized)
  set(${result} "${NODE}" "${PACKAGE_ROOT}/tests/fuzz/calls/fuzz.js" ${ARGN} -- ${sanitized} "${executable}"
    PARENT_SCOPE)
endfunction()

set(long_runs "")

foreach(engine IN ITEMS bare node)
  string(TOUPPER "${engine}" variable)

  calls_command(command "${${variable}}" --calls 15000 --seed 1)
  add_test(NAME fuzz/calls-${engine} COMMAND ${command})
  set_tests_properties(fuzz/calls-${engine} PROPERTIES TIMEOUT 300)

  calls_command(command "${${variable}}")
  list(APPEND long_runs COMMAND ${command})
endforeach()

add_custom_target(run-fuzz-calls ${long_runs} USES_TERMINAL VERBATIM)
