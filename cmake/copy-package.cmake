# Script: makes DESTINATION's JavaScript the same as that of SOURCE. What SOURCE no longer has goes.

foreach(directory IN ITEMS generated/pipe runtime/js runtime/engine examples tests/bare tests/conformance
    tests/fuzz/calls tests/hostile tests/node tests/package tests/soak)
  file(REMOVE_RECURSE "${DESTINATION}/${directory}")
  if(IS_DIRECTORY "${SOURCE}/${directory}")
    file(COPY "${SOURCE}/${directory}/" DESTINATION "${DESTINATION}/${directory}")
  endif()
endforeach()

file(COPY "${SOURCE}/package.json" DESTINATION "${DESTINATION}")
