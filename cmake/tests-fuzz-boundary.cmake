# The fuzzer of the C boundary: its corpus with this build's compiler, and once with libFuzzer, which
# takes clang and therefore a build of its own.

add_subdirectory("${PROJECT_SOURCE_DIR}/tests/fuzz/boundary" "${CMAKE_BINARY_DIR}/tests/fuzz/boundary")
add_test(NAME fuzz/boundary/corpus
  COMMAND fuzz_boundary_replay corpus scripts
  WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/tests/fuzz/boundary")
set_tests_properties(fuzz/boundary/corpus PROPERTIES TIMEOUT 120)

if(PACKAGE_ROOT STREQUAL PROJECT_SOURCE_DIR)
  include(ExternalProject)
  find_program(CLANG NAMES clang clang-14 REQUIRED)
  set(FUZZ_BOUNDARY "${PROJECT_SOURCE_DIR}/build/fuzz-boundary/fuzz/fuzz_boundary")
  ExternalProject_Add(fuzz-boundary
    SOURCE_DIR "${PROJECT_SOURCE_DIR}/tests/fuzz/boundary/libfuzzer"
    BINARY_DIR "${PROJECT_SOURCE_DIR}/build/fuzz-boundary"
    CMAKE_ARGS "-DCMAKE_C_COMPILER=${CLANG}"
    BUILD_ALWAYS ON
    INSTALL_COMMAND ""
    BUILD_BYPRODUCTS "${FUZZ_BOUNDARY}"
  )
  add_test(NAME fuzz/boundary/run
    COMMAND "${PROJECT_SOURCE_DIR}/tests/fuzz/boundary/run.sh" "${FUZZ_BOUNDARY}" runs 10000)
  set_tests_properties(fuzz/boundary/run PROPERTIES TIMEOUT 600)
endif()
