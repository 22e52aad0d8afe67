# The addon for Bare. The headers come with the npm package bare-headers.

find_path(BARE_HEADERS bare.h
  HINTS
    "${PROJECT_SOURCE_DIR}/node_modules/bare-headers/include"
    "${PROJECT_SOURCE_DIR}/../bare-headers/include"
  DOC "The include directory of the npm package bare-headers"
  NO_DEFAULT_PATH
)

if(BARE_HEADERS)
  list(APPEND ENGINES bare)
  add_addon(bare .bare "${BARE_HEADERS}")
  target_compile_definitions(addon-bare PRIVATE
    "BARE_MODULE_NAME=\"${PACKAGE_NAME}@${PACKAGE_VERSION}\""
  )
else()
  list(APPEND MISSING_HEADERS
    "No addon for Bare: run `npm install bare-headers`, or say where its headers are with -DBARE_HEADERS=<directory of bare.h>.")
endif()
