# Packages from the registry that depend on the package, and run on this build of it.

set(DEPENDENTS "${TESTS}/dependents")

add_source_test(dependents/install 120 "${NODE}" tests/dependents/install.mjs)
set_tests_properties(dependents/install PROPERTIES FIXTURES_SETUP dependents)

file(GLOB files CONFIGURE_DEPENDS RELATIVE "${DEPENDENTS}" "${DEPENDENTS}/*.test.js")
foreach(file IN LISTS files)
  string(REGEX REPLACE "\\.test\\.js$" "" topic "${file}")
  add_runtime_test("dependents/${topic}" "${BARE}" "tests/dependents/${file}" TAP)
  set_tests_properties("dependents/${topic}" PROPERTIES FIXTURES_REQUIRED dependents)
endforeach()
