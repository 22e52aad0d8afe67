# Tests in JavaScript, on one or another runtime, against the addons of this build.

# What an uninstrumented executable needs so that it can load an instrumented addon: the libraries to
# be loaded before all others, and variables of its environment. Nothing for a plain addon.
function(sanitizer_environment libraries variables)
  set(paths "")
  set(options "")
  if(SANITIZERS)
    foreach(library IN ITEMS libasan.so libubsan.so)
      execute_process(
        COMMAND "${CMAKE_C_COMPILER}" -print-file-name=${library}
        OUTPUT_VARIABLE path
        OUTPUT_STRIP_TRAILING_WHITESPACE
      )
      list(APPEND paths "${path}")
    endforeach()
    set(options
      "LSAN_OPTIONS=suppressions=${TESTS}/sanitizers/lsan.supp:print_suppressions=0"
      "UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1"
    )
  endif()
  list(JOIN paths " " paths)
  set(${libraries} "${paths}" PARENT_SCOPE)
  set(${variables} "${options}" PARENT_SCOPE)
endfunction()

# What runs an uninstrumented executable so that it can load an instrumented addon: nothing, when the
# addon is a plain one. Only the executable gets that environment, not the shell script around it.
function(sanitizer_command result)
  set(command "")
  if(SANITIZERS)
    sanitizer_environment(preload variables)
    list(APPEND command env "LD_PRELOAD=${preload}" ${variables})
  endif()
  set(${result} "${command}" PARENT_SCOPE)
endfunction()

# Test NAME: SCRIPT, a path inside the package, on EXECUTABLE. With TAP it must also finish its plan.
function(add_runtime_test name executable script)
  cmake_parse_arguments(PARSE_ARGV 3 arg "TAP" "TIMEOUT" "ARGUMENTS")
  sanitizer_command(command)
  list(APPEND command "${executable}" "${PACKAGE_ROOT}/${script}" ${arg_ARGUMENTS})
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
function(add_conformance_tests prefix executable)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE "${TESTS}/conformance"
    "${TESTS}/conformance/*.test.js")
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.test\\.js$" "" topic "${file}")
    add_runtime_test("${prefix}/${topic}" "${executable}" "tests/conformance/${file}" TAP)
  endforeach()
  add_runtime_test("${prefix}/generated" "${executable}" generated/pipe/conformance.js TAP)
endfunction()

# The package loads on EXECUTABLE, with this build's ADDON and no other, and carries bytes.
function(add_smoke_test name executable addon version)
  add_runtime_test("runtimes/${name}" "${executable}" tests/package/smoke.js
    ARGUMENTS "${ADDON_DIRECTORY}/${PACKAGE_NAME}${addon}" "${version}"
    TIMEOUT 30
  )
endfunction()

# A process on EXECUTABLE and its children on PEER pass each other bytes and handles, both ways.
function(add_exchange_test name executable peer)
  add_runtime_test("${name}" "${executable}" tests/conformance/ipc.test.js TAP)
  set_tests_properties("${name}" PROPERTIES ENVIRONMENT "BARE_PIPE_PEER=${peer}")
endfunction()

# What only Node.js has: its threads, its streams, its sockets, the contexts of its callbacks.
function(add_node_tests executable)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE "${TESTS}/node" "${TESTS}/node/*.test.js")
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.test\\.js$" "" topic "${file}")
    add_runtime_test("node/${topic}" "${executable}" "tests/node/${file}" TAP)
  endforeach()
endfunction()
