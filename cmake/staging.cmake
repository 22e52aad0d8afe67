# A build that is not for publishing keeps its addon in a copy of the package: there the copy's own
# JavaScript finds it, and the prebuilt addon of the sources is left alone. The tests run in it.

if(PACKAGE_ROOT STREQUAL PROJECT_SOURCE_DIR)
  return()
endif()

add_custom_target(package ALL
  COMMAND "${CMAKE_COMMAND}"
    "-DSOURCE=${PROJECT_SOURCE_DIR}"
    "-DDESTINATION=${PACKAGE_ROOT}"
    -P "${PROJECT_SOURCE_DIR}/cmake/copy-package.cmake"
  COMMENT "Copying the package's JavaScript to ${PACKAGE_ROOT}"
  VERBATIM
)
