# The addon for Bare: the generated glue and the runtime in one loadable module. What it calls of
# libuv and of the engine is resolved in the executable that loads it. Needs a C compiler and the
# npm package bare-headers, and nothing of the generator.

find_path(BARE_HEADERS bare.h
  HINTS
    "${PROJECT_SOURCE_DIR}/node_modules/bare-headers/include"
    "${PROJECT_SOURCE_DIR}/../bare-headers/include"
  DOC "The include directory of the npm package bare-headers"
  NO_DEFAULT_PATH
)
if(NOT BARE_HEADERS)
  message(FATAL_ERROR
    "The headers of Bare are missing: run `npm install bare-headers`, "
    "or say where they are with -DBARE_HEADERS=<directory of bare.h>.")
endif()

if(NOT UNIX)
  message(FATAL_ERROR "The runtime has no backend for ${CMAKE_SYSTEM_NAME} yet; it builds on Unix.")
endif()

# Bare's name for the platform: what require.addon() looks for under prebuilds/.
function(bare_platform result)
  string(TOLOWER "${CMAKE_SYSTEM_NAME}" system)
  string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)
  string(REGEX REPLACE "^(x86_64|amd64)$" "x64" processor "${processor}")
  string(REGEX REPLACE "^aarch64$" "arm64" processor "${processor}")
  set(${result} "${system}-${processor}" PARENT_SCOPE)
endfunction()

bare_platform(platform)
set(ADDON_DIRECTORY "${PACKAGE_ROOT}/prebuilds/${platform}")

file(GLOB runtime_sources CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/runtime/*.c"
  "${PROJECT_SOURCE_DIR}/runtime/unix/*.c"
)

add_library(addon MODULE "${PROJECT_SOURCE_DIR}/generated/pipe/bare.c" ${runtime_sources})

set_target_properties(addon PROPERTIES
  C_STANDARD 11
  C_STANDARD_REQUIRED ON
  C_EXTENSIONS OFF
  PREFIX ""
  SUFFIX ".bare"
  OUTPUT_NAME "${PACKAGE_NAME}"
  LIBRARY_OUTPUT_DIRECTORY "${ADDON_DIRECTORY}"
)

# Not so the glue: Bare's headers declare the two entry points without a visibility of their own.
set_source_files_properties(${runtime_sources} PROPERTIES COMPILE_OPTIONS -fvisibility=hidden)

target_include_directories(addon PRIVATE
  "${PROJECT_SOURCE_DIR}/generated/pipe"
  "${PROJECT_SOURCE_DIR}/runtime"
)
target_include_directories(addon SYSTEM PRIVATE "${BARE_HEADERS}")
target_compile_definitions(addon PRIVATE
  _GNU_SOURCE
  "BARE_MODULE_NAME=\"${PACKAGE_NAME}@${PACKAGE_VERSION}\""
)
target_compile_options(addon PRIVATE -Wall -Wextra -ffunction-sections -fdata-sections)

if(APPLE)
  target_link_options(addon PRIVATE -undefined dynamic_lookup -Wl,-dead_strip)
else()
  target_link_options(addon PRIVATE
    "-Wl,--version-script=${PROJECT_SOURCE_DIR}/cmake/addon.map"
    -Wl,--gc-sections
    $<$<CONFIG:Release>:-s>
  )
  set_property(TARGET addon PROPERTY LINK_DEPENDS "${PROJECT_SOURCE_DIR}/cmake/addon.map")
endif()
