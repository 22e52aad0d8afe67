# System calls and instructions of single operations, against budgets: counted, never timed.

find_program(STRACE strace REQUIRED)
find_program(VALGRIND valgrind REQUIRED)

set(guard tests/guard)
set(build "${CMAKE_BINARY_DIR}/${guard}")
add_subdirectory("${PROJECT_SOURCE_DIR}/${guard}/c" "${build}")

# Budgets that WHAT is held to, of the operations as COMMAND does them.
set(guards "")
function(add_guard what tool)
  set(run "${PYTHON}" ${guard}/run.py ${what} --tool "${tool}")
  add_source_test(guard/${what} 60 ${run} -- ${ARGN})
  set(guards "${guards}" COMMAND ${run} --update -- ${ARGN} PARENT_SCOPE)
endfunction()

set(driver "${build}/guard-driver")
add_guard(instructions-c "${VALGRIND}" "${driver}")
add_guard(calls-c "${STRACE}" "${driver}")
add_guard(calls-bare "${STRACE}" "${BARE}" ${guard}/js/main.js)
add_guard(calls-node "${STRACE}" "${NODE}" ${guard}/js/main.js)
add_source_test(guard/arithmetic 60 "${PYTHON}" -m pytest -q -p no:cacheprovider ${guard})

add_custom_target(guard-budgets
  ${guards}
  DEPENDS guard-driver
  WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
  USES_TERMINAL
  VERBATIM
)
