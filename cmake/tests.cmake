# What CTest runs. A release build tests everything; other builds what their addon can tell anew.

set(TESTS "${PROJECT_SOURCE_DIR}/tests")
set(RUNTIMES "${TESTS}/runtimes/node_modules")
set(BARE_NEWEST 1.33.4)
set(BARE_OLDER 1.31.0 1.16.0)

include(cmake/tests-unit.cmake)
include(cmake/tests-bare.cmake)

add_unit_tests()
add_conformance_tests(conformance "${BARE_NEWEST}")
add_smoke_test("${BARE_NEWEST}")

if(PACKAGE_ROOT STREQUAL PROJECT_SOURCE_DIR)
  foreach(version IN LISTS BARE_OLDER)
    add_conformance_tests("conformance-${version}" "${version}")
    add_smoke_test("${version}")
  endforeach()
  include(cmake/tests-sources.cmake)
  include(cmake/tests-dependents.cmake)
endif()
