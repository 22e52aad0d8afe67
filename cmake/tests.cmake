# What CTest runs. A release build tests everything; other builds what their addon can tell anew.

set(TESTS "${PROJECT_SOURCE_DIR}/tests")
set(RUNTIMES "${TESTS}/runtimes/node_modules")
set(BARE_NEWEST 1.33.4)
set(BARE_OLDER 1.31.0 1.16.0)

find_program(NODE node REQUIRED)
execute_process(COMMAND "${NODE}" -p process.versions.node
  OUTPUT_VARIABLE NODE_VERSION OUTPUT_STRIP_TRAILING_WHITESPACE)

function(bare_executable result version)
  set(${result} "${RUNTIMES}/bare-${version}/bin/bare" PARENT_SCOPE)
endfunction()

include(cmake/tests-unit.cmake)
include(cmake/tests-engines.cmake)
include(cmake/tests-soak.cmake)

add_unit_tests()
include(cmake/tests-fuzz-boundary.cmake)
include(cmake/tests-faults.cmake)

bare_executable(BARE "${BARE_NEWEST}")
add_conformance_tests(conformance "${BARE}")
add_conformance_tests(conformance-node "${NODE}")
add_exchange_test(exchange/bare-with-node "${BARE}" "${NODE}")
add_exchange_test(exchange/node-with-bare "${NODE}" "${BARE}")
add_node_tests("${NODE}")
add_soak_tests("${BARE}" "${NODE}")
include(cmake/tests-bare.cmake)
include(cmake/tests-fuzz-calls.cmake)
add_smoke_test("${BARE_NEWEST}" "${BARE}" .bare "${BARE_NEWEST}")
add_smoke_test(node "${NODE}" .node "${NODE_VERSION}")
include(cmake/tests-hostile.cmake)

if(PACKAGE_ROOT STREQUAL PROJECT_SOURCE_DIR)
  include(cmake/tests-older.cmake)
  include(cmake/tests-sources.cmake)
  include(cmake/tests-dependents.cmake)
  include(cmake/tests-fuzz-front-end.cmake)
  include(cmake/tests-guard.cmake)
  include(cmake/tests-bench.cmake)
endif()

if(COVERAGE)
  include(cmake/tests-coverage.cmake)
endif()
