# Faults on demand: a twin of each addon whose calls can be made to fail, in a package of its own; a
# library that is loaded before all others, in which system calls fail; and the campaign over both.

set(FAULTS "${CMAKE_BINARY_DIR}/faults")
set(FAULTS_PACKAGE "${FAULTS}/package")

# Nothing of it may need a sanitizer's runtime: it is there before that has started.
add_library(faults SHARED
  tests/faults/inject/control.c
  tests/faults/inject/descriptors.c
  tests/faults/inject/fault.c
  tests/faults/inject/files.c
  tests/faults/inject/memory.c
  tests/faults/inject/sockets.c
  tests/faults/inject/subject.c
)
set_target_properties(faults PROPERTIES C_STANDARD 11 LIBRARY_OUTPUT_DIRECTORY "${FAULTS}")
target_compile_definitions(faults PRIVATE _GNU_SOURCE)
target_compile_options(faults PRIVATE -Wall -Wextra -fno-sanitize=all)
target_link_options(faults PRIVATE -fno-sanitize=all)
target_link_libraries(faults PRIVATE libuv_headers ${CMAKE_DL_LIBS})

# Target faulty-ENGINE, made as addon-ENGINE is, with HEADER's functions and libuv's made to fail on
# demand; and what lets JavaScript demand it.
function(add_faulty_addon engine suffix header)
  set(points "${FAULTS}/points/${engine}/fault_points.h")
  add_custom_command(
    OUTPUT "${points}"
    COMMAND "${PYTHON}" -B "${TESTS}/faults/points.py"
      ${engine} ${header} "$<TARGET_FILE:addon-${engine}>" "${points}"
    DEPENDS
      addon-${engine}
      "${TESTS}/faults/points.py"
      "${TESTS}/faults/tables.py"
      "${TESTS}/faults/tables/${engine}.txt"
      "${TESTS}/faults/tables/libuv.txt"
    VERBATIM
  )
  file(MAKE_DIRECTORY "${FAULTS}/points/${engine}")

  get_target_property(sources addon-${engine} SOURCES)
  add_library(faulty-${engine} MODULE ${sources} "${points}")
  foreach(property IN ITEMS
      C_STANDARD C_STANDARD_REQUIRED C_EXTENSIONS PREFIX SUFFIX OUTPUT_NAME
      INCLUDE_DIRECTORIES COMPILE_DEFINITIONS COMPILE_OPTIONS LINK_OPTIONS LINK_DEPENDS)
    get_target_property(value addon-${engine} ${property})
    if(NOT value STREQUAL "value-NOTFOUND")
      set_property(TARGET faulty-${engine} PROPERTY ${property} "${value}")
    endif()
  endforeach()
  set_target_properties(faulty-${engine} PROPERTIES
    LIBRARY_OUTPUT_DIRECTORY "${FAULTS_PACKAGE}/prebuilds/${platform}"
  )
  target_compile_options(faulty-${engine} PRIVATE -include "${points}")
  target_include_directories(faulty-${engine} PRIVATE "${TESTS}/faults/inject")

  add_library(control-${engine} MODULE "tests/faults/inject/control_${engine}.c")
  get_target_property(headers addon-${engine} INCLUDE_DIRECTORIES)
  set_target_properties(control-${engine} PROPERTIES
    C_STANDARD 11
    PREFIX ""
    SUFFIX "${suffix}"
    OUTPUT_NAME control
    LIBRARY_OUTPUT_DIRECTORY "${FAULTS_PACKAGE}/tests/faults/cycle"
  )
  target_include_directories(control-${engine} SYSTEM PRIVATE ${headers})
  target_compile_definitions(control-${engine} PRIVATE _GNU_SOURCE)
  target_compile_options(control-${engine} PRIVATE -Wall -Wextra)
endfunction()

add_faulty_addon(bare .bare js.h)
add_faulty_addon(node .node node_api.h)

add_custom_target(faults-package ALL
  COMMAND "${CMAKE_COMMAND}"
    "-DSOURCE=${PROJECT_SOURCE_DIR}"
    "-DDESTINATION=${FAULTS_PACKAGE}"
    -P "${PROJECT_SOURCE_DIR}/cmake/copy-package.cmake"
  COMMAND "${CMAKE_COMMAND}" -E copy_directory
    "${TESTS}/faults/cycle" "${FAULTS_PACKAGE}/tests/faults/cycle"
  COMMENT "Copying the package's JavaScript to ${FAULTS_PACKAGE}"
  VERBATIM
)

# The libraries that an instrumented addon needs come first of all; the interpreter of the campaign itself
# does without them.
sanitizer_environment(FAULTS_PRELOAD FAULTS_ENVIRONMENT)

# How many faults of each engine `make test` sees; `make faults` sees all of them, and so does whoever
# counts branches.
set(FAULTS_SAMPLE --sample 2000)
if(SANITIZERS)
  set(FAULTS_SAMPLE --sample 500)
elseif(COVERAGE)
  set(FAULTS_SAMPLE "")
endif()

# Test faults/ENGINE: a sample of the faults on EXECUTABLE, and target all-faults-ENGINE: all of them.
function(add_faults engine executable)
  set(command
    "${CMAKE_COMMAND}" -E env ${FAULTS_ENVIRONMENT}
    "${PYTHON}" -B "${TESTS}/faults/campaign.py" ${engine} "${executable}" "${FAULTS}"
    "--preload=${FAULTS_PRELOAD}"
  )
  add_test(NAME faults/${engine} COMMAND ${command} ${FAULTS_SAMPLE})
  set_tests_properties(faults/${engine} PROPERTIES TIMEOUT 1200)
  add_custom_target(all-faults-${engine}
    COMMAND ${command}
    DEPENDS faulty-${engine} control-${engine} faults faults-package
    USES_TERMINAL
    VERBATIM
  )
endfunction()

bare_executable(newest "${BARE_NEWEST}")
add_faults(bare "${newest}")
add_faults(node "${NODE}")

# The tables say of each call that the addons make whether it can fail, and how.
add_test(NAME faults/tables COMMAND "${PYTHON}" -B -m pytest -q -p no:cacheprovider "${TESTS}/faults")
set_tests_properties(faults/tables PROPERTIES TIMEOUT 60)
