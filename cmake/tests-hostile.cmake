# Peers that are up to no good, in C, against a receiver on each engine.

# Sanitizers make everything several times as slow.
set(HOSTILE_MESSAGES 100000)
if(SANITIZERS)
  set(HOSTILE_MESSAGES 10000)
endif()

file(GLOB sources CONFIGURE_DEPENDS "${TESTS}/hostile/peer/*.c")
add_executable(hostile-peer ${sources})
target_compile_definitions(hostile-peer PRIVATE _GNU_SOURCE)
target_compile_options(hostile-peer PRIVATE -Wall -Wextra)
target_link_libraries(hostile-peer PRIVATE util)
set_target_properties(hostile-peer PROPERTIES C_STANDARD 11 C_STANDARD_REQUIRED ON)

# The campaign against a receiver on EXECUTABLE, once as a test. The target `hostile` is the same with a
# progress line, and with what the environment says: MESSAGES, SEED.
add_custom_target(hostile)
function(add_hostile_test engine executable)
  sanitizer_command(receiver)
  list(APPEND receiver "${executable}" "${PACKAGE_ROOT}/tests/hostile/receiver.js")
  set(run "${PYTHON}" "${TESTS}/hostile/run.py" --peer "$<TARGET_FILE:hostile-peer>")
  add_test(NAME "hostile/${engine}"
    COMMAND ${run} --messages "${HOSTILE_MESSAGES}" -- ${receiver}
    WORKING_DIRECTORY "${PACKAGE_ROOT}")
  set_tests_properties("hostile/${engine}" PROPERTIES TIMEOUT 300)

  add_custom_target("hostile-${engine}"
    COMMAND ${run} -- ${receiver}
    DEPENDS hostile-peer
    WORKING_DIRECTORY "${PACKAGE_ROOT}"
    USES_TERMINAL)
  add_dependencies(hostile "hostile-${engine}")
endfunction()

add_hostile_test(bare "${BARE}")
add_hostile_test(node "${NODE}")
