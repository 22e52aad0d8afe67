# Tests of what is published and of the sources themselves. Each of them needs only one build.

find_program(NPM npm REQUIRED)
find_program(CLANG_FORMAT clang-format REQUIRED)
find_program(CLANG_TIDY clang-tidy REQUIRED)

function(add_source_test name timeout)
  add_test(NAME "${name}" COMMAND ${ARGN} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties("${name}" PROPERTIES TIMEOUT ${timeout})
endfunction()

# What is generated says what the IDL says, and the generator does what it promises.
add_source_test(generator/check 120 "${PYTHON}" -m generator check)
add_source_test(generator/pytest 600 "${PYTHON}" -m pytest -q -p no:cacheprovider tests/generator)

# An addon needs nothing that its oldest runtime lacks, and shows nothing but its entry points.
add_source_test(addon/symbols 30
  tests/runtimes/check-symbols.sh
  "$<TARGET_FILE:addon-bare>" "${RUNTIMES}/bare-1.16.0/bin/bare"
  "^bare_(get_module_name|register_module)_v[0-9]+$")
add_source_test(addon-node/symbols 30
  tests/runtimes/check-symbols.sh
  "$<TARGET_FILE:addon-node>" "${NODE}"
  "^(napi_register_module|node_api_module_get_api_version)_v[0-9]+$")

# The declarations accept what programs may write and refuse the rest.
add_source_test(types 120 "${NODE}" tests/types/check.mjs)

# The package as npm makes it, installed where there is nothing else of the project.
add_source_test(package/files 60 "${NODE}" tests/package/files.test.mjs)
add_source_test(package/install 300 "${NODE}" tests/package/install.test.mjs "${BARE}")
add_source_test(package/from-source 120
  "${NODE}" tests/package/from-source.test.mjs "${BARE}" "${CMAKE_COMMAND}")
add_source_test(documentation 120 "${NODE}" tests/package/documentation.test.mjs "${BARE}")

# The examples do what they show.
foreach(example IN ITEMS hello cat chat handover datagrams restart)
  add_source_test(examples/${example} 120 examples/demo.sh ${example})
  set_tests_properties(examples/${example} PROPERTIES ENVIRONMENT "BARE=${BARE};DEMO_MEGABYTES=32")
endforeach()

file(GLOB_RECURSE c_files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
  runtime/*.c runtime/*.h generated/*.c generated/*.h tests/*.c tests/*.h)
list(FILTER c_files EXCLUDE REGEX "node_modules")
add_source_test(format/c 60 "${CLANG_FORMAT}" --dry-run -Werror ${c_files})
add_source_test(format/javascript 60 "${NODE}" node_modules/prettier/bin/prettier.cjs --check .)

# One test a file: a failure names its file, and they run side by side.
set(linted ${c_files})
list(FILTER linted INCLUDE REGEX "^(runtime|generated)/.*\\.c$")
list(FILTER linted EXCLUDE REGEX "^(runtime/windows)")
foreach(file IN LISTS linted)
  add_source_test(lint/${file} 120
    "${CLANG_TIDY}" --quiet --warnings-as-errors=* -p "${CMAKE_BINARY_DIR}" "${file}")
endforeach()
