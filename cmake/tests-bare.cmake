# What only Bare has: a teardown that JavaScript may outlast, threads that end by themselves.

# An addon of the tests' own, which outlasts the others.
add_library(test-late MODULE "${TESTS}/bare/late/late.c")
set_target_properties(test-late PROPERTIES
  C_STANDARD 11
  C_STANDARD_REQUIRED ON
  PREFIX ""
  SUFFIX ".bare"
  OUTPUT_NAME late
  LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests"
)
target_include_directories(test-late SYSTEM PRIVATE "${BARE_HEADERS}")
target_compile_definitions(test-late PRIVATE "BARE_MODULE_NAME=\"late@1.0.0\"")

# One test for each file of tests/bare but those of the topics WITHOUT.
function(add_bare_tests prefix executable)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "WITHOUT")
  file(GLOB files CONFIGURE_DEPENDS RELATIVE "${TESTS}/bare" "${TESTS}/bare/*.test.js")
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.test\\.js$" "" topic "${file}")
    if(topic IN_LIST arg_WITHOUT)
      continue()
    endif()
    add_runtime_test("${prefix}/${topic}" "${executable}" "tests/bare/${file}" TAP)
    set_tests_properties("${prefix}/${topic}" PROPERTIES
      ENVIRONMENT "BARE_PIPE_LATE=$<TARGET_FILE:test-late>")
  endforeach()
endfunction()

# A thread of the newest Bare resolves no module on its own.
add_bare_tests(bare "${BARE}" WITHOUT threads)
if(PACKAGE_ROOT STREQUAL PROJECT_SOURCE_DIR)
  foreach(version IN LISTS BARE_OLDER)
    bare_executable(older "${version}")
    add_bare_tests("bare-${version}" "${older}")
  endforeach()
endif()
