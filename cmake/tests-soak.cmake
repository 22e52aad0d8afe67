# Endurance: everything at once, for a while, on each engine with the other one as its peer.

set(SOAK "${CMAKE_BINARY_DIR}/soak")

# What the soak reads from the allocator of its process, as an addon of ENGINE.
function(add_soak_meter engine headers)
  set(target soak-meter-${engine})
  add_library(${target} MODULE "${TESTS}/soak/meter/${engine}.c" "${TESTS}/soak/meter/meter.c")
  set_target_properties(${target} PROPERTIES
    C_STANDARD 11
    C_STANDARD_REQUIRED ON
    PREFIX ""
    SUFFIX ".${engine}"
    OUTPUT_NAME meter
    LIBRARY_OUTPUT_DIRECTORY "${SOAK}"
  )
  target_include_directories(${target} SYSTEM PRIVATE "${headers}")
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE)
  target_compile_options(${target} PRIVATE -Wall -Wextra)
endfunction()

add_soak_meter(bare "${BARE_HEADERS}")
target_compile_definitions(soak-meter-bare PRIVATE "BARE_MODULE_NAME=\"soak-meter\"")
add_soak_meter(node "${NODE_HEADERS}")
target_compile_definitions(soak-meter-node PRIVATE NAPI_VERSION=8)

# A soak on EXECUTABLE with a process on PEER; SECONDS is how long it goes on at least.
function(add_soak name executable peer)
  cmake_parse_arguments(PARSE_ARGV 3 arg "" "SECONDS;FINDS" "ARGUMENTS")
  sanitizer_command(command)
  if(arg_FINDS)
    list(PREPEND command "${TESTS}/soak/expect-finding.sh" "${arg_FINDS}")
  endif()
  add_test(NAME "soak/${name}"
    COMMAND ${command}
      "${executable}" --expose-gc "${PACKAGE_ROOT}/tests/soak/soak.js"
      --peer "${peer}" --meter "${SOAK}/meter" --duration ${arg_SECONDS} ${arg_ARGUMENTS}
    WORKING_DIRECTORY "${PACKAGE_ROOT}"
  )
  set_tests_properties("soak/${name}" PROPERTIES TIMEOUT 600)
endfunction()

# A soak on EXECUTABLE finds the fault FAULT, and TEXT is what it says of it.
function(add_soak_with_fault fault executable text)
  add_soak("finds-${fault}" "${executable}" "${executable}" SECONDS 120 FINDS "${text}"
    ARGUMENTS --load "${PACKAGE_ROOT}/tests/soak/faults/${fault}.js" ${ARGN})
endfunction()

function(add_soak_tests bare node)
  add_runtime_test(soak/trend "${node}" tests/soak/trend.test.js TAP)
  add_soak(bare "${bare}" "${node}" SECONDS 30)
  add_soak(node "${node}" "${bare}" SECONDS 30)
  if(SANITIZERS)
    return()
  endif()
  add_soak_with_fault(flipped-byte "${bare}" "are corrupt")
  # What waits for the one that is lost waits for ever.
  add_soak_with_fault(lost-callback "${node}" "callbacks never ran|nothing comes any more")
  add_soak_with_fault(lost-memory "${bare}" "memory grows: heap")
  add_soak_with_fault(open-descriptor "${node}" "open descriptors have changed")
endfunction()
