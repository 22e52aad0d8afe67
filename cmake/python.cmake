# Sets PYTHON to the interpreter that the generator and its tests run on.

if(NOT PYTHON)
  execute_process(
    COMMAND "${PROJECT_SOURCE_DIR}/scripts/find-python.sh"
    OUTPUT_VARIABLE executable
    ERROR_VARIABLE message
    OUTPUT_STRIP_TRAILING_WHITESPACE
    RESULT_VARIABLE status
  )
  if(NOT status STREQUAL "0")
    message(FATAL_ERROR "${message}")
  endif()
  set(PYTHON "${executable}" CACHE FILEPATH "A Python 3 with jinja2, lark and pytest")
endif()
