# The runtime's own tests, in C, against the libuv of the system: no JavaScript engine takes part.

function(add_unit_tests)
  if(NOT EXISTS "${PROJECT_SOURCE_DIR}/tests/unit/CMakeLists.txt")
    message(FATAL_ERROR "tests/unit is missing")
  endif()
  include(cmake/libuv.cmake)
  add_library(libuv_headers INTERFACE)
  target_include_directories(libuv_headers SYSTEM INTERFACE ${LIBUV_INCLUDE_DIRS})
  add_subdirectory("${PROJECT_SOURCE_DIR}/runtime" "${CMAKE_BINARY_DIR}/runtime")
  add_subdirectory("${PROJECT_SOURCE_DIR}/tests/unit" "${CMAKE_BINARY_DIR}/tests/unit")
endfunction()
