# After every other test, the branches taken are compared with the list of those that cannot be.
# Included last: it has to know the others. `make test-coverage` forgets earlier runs first.

function(tests_of directory result)
  get_property(names DIRECTORY "${directory}" PROPERTY TESTS)
  get_property(subdirectories DIRECTORY "${directory}" PROPERTY SUBDIRECTORIES)
  foreach(subdirectory IN LISTS subdirectories)
    tests_of("${subdirectory}" more)
    list(APPEND names ${more})
  endforeach()
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

tests_of("${PROJECT_SOURCE_DIR}" counted)
add_test(NAME coverage/branches
  COMMAND "${PYTHON}" -B "${TESTS}/coverage/branches.py" "${CMAKE_BINARY_DIR}")
set_tests_properties(coverage/branches PROPERTIES DEPENDS "${counted}" TIMEOUT 120)
