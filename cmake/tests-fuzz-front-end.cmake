# The generator's front end, with whatever a file may have in it. `make fuzz-front-end` is the long run.

set(fuzz tests/fuzz/front-end)
set(build "${CMAKE_BINARY_DIR}/${fuzz}")
add_subdirectory("${PROJECT_SOURCE_DIR}/${fuzz}" "${build}")

add_source_test(fuzz/front-end 300
  "${PYTHON}" ${fuzz}/run.py "${build}/fuzzer" --runs 1000 --findings "${build}/findings")

set(headers "")
if(BARE_HEADERS)
  list(APPEND headers --headers "bare=${BARE_HEADERS}")
endif()
if(NODE_HEADERS)
  list(APPEND headers --headers "node=${NODE_HEADERS}")
endif()
set(judge "${PYTHON}" ${fuzz}/judge.py ${headers} --cc "${CMAKE_C_COMPILER}" --node "${NODE}")
add_source_test(fuzz/front-end-accepted 120 ${judge} ${fuzz}/corpus)

add_custom_target(run-fuzz-front-end
  COMMAND "${PYTHON}" ${fuzz}/run.py "${build}/fuzzer" --seconds "$$FUZZ_SECONDS" --seed "$$FUZZ_SEED"
    --keep "${build}/grown" --findings "${build}/findings"
  COMMAND ${judge} "${build}/grown" ${fuzz}/corpus --sample 300
  WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
  USES_TERMINAL
)
add_dependencies(run-fuzz-front-end fuzz-front-end)
