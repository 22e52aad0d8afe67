# Tests in JavaScript, on one or another Bare, against the addon of this build.

# What runs an uninstrumented executable so that it can load an instrumented addon: nothing, when the
# addon is a plain one. Only the executable gets that environment, not the shell script around it.
function(sanitizer_command result)
  set(command "")
  if(SANITIZERS)
    foreach(library IN ITEMS libasan.so libubsan.so)
      execute_process(
        COMMAND "${CMAKE_C_COMPILER}" -print-file-name=${library}
        OUTPUT_VARIABLE path
        OUTPUT_STRIP_TRAILING_WHITESPACE
      )
      list(APPEND preload "${path}")
    endforeach()
    list(JOIN preload " " preload)
    list(APPEND command
      env
      "LD_PRELOAD=${preload}"
      "LSAN_OPTIONS=suppressions=${TESTS}/sanitizers/lsan.supp:print_suppressions=0"
      "UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1"
    )
  endif()
  set(${result} "${command}" PARENT_SCOPE)
endfunction()

# Test NAME: SCRIPT, a path inside the package, on Bare VERSION. With TAP it must also finish its plan.
function(add_bare_test name version script)
  cmake_parse_arguments(PARSE_ARGV 3 arg "TAP" "TIMEOUT" "ARGUMENTS")
  set(bare "${RUNTIMES}/bare-${version}/bin/bare")
  sanitizer_command(command)
  list(APPEND command "${bare}" "${PACKAGE_ROOT}/${script}" ${arg_ARGUMENTS})
  if(arg_TAP)
    list(PREPEND command "${TESTS}/runtimes/expect-tap.sh")
  endif()
  add_test(NAME "${name}" COMMAND ${command} WORKING_DIRECTORY "${PACKAGE_ROOT}")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  if(SANITIZERS)
    math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 3")
  endif()
  set_tests_properties("${name}" PROPERTIES TIMEOUT ${arg_TIMEOUT})
endfunction()

# One test for each file of tests/conformance, and one for the generated file.
function(add_conformance_tests prefix version)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE "${TESTS}/conformance"
    "${TESTS}/conformance/*.test.js")
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.test\\.js$" "" topic "${file}")
    add_bare_test("${prefix}/${topic}" "${version}" "tests/conformance/${file}" TAP)
  endforeach()
  add_bare_test("${prefix}/generated" "${version}" generated/pipe/conformance.js TAP)
endfunction()

# The package loads on VERSION, with this build's addon and no other, and carries bytes.
function(add_smoke_test version)
  add_bare_test("runtimes/${version}" "${version}" tests/package/smoke.js
    ARGUMENTS "${ADDON_DIRECTORY}/${PACKAGE_NAME}.bare" "${version}"
    TIMEOUT 30
  )
endfunction()
