# One addon for each engine whose headers are at hand: the generated glue and the runtime in one
# loadable module. What it calls of libuv and of the engine is resolved in the executable that loads
# it. Needs a C compiler and these headers, and nothing of the generator.

if(NOT UNIX)
  message(FATAL_ERROR "The runtime has no backend for ${CMAKE_SYSTEM_NAME} yet; it builds on Unix.")
endif()

# What the platform is called under prebuilds/, by every engine alike.
function(platform_name result)
  string(TOLOWER "${CMAKE_SYSTEM_NAME}" system)
  string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)
  string(REGEX REPLACE "^(x86_64|amd64)$" "x64" processor "${processor}")
  string(REGEX REPLACE "^aarch64$" "arm64" processor "${processor}")
  set(${result} "${system}-${processor}" PARENT_SCOPE)
endfunction()

platform_name(platform)
set(ADDON_DIRECTORY "${PACKAGE_ROOT}/prebuilds/${platform}")

file(GLOB runtime_sources CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/runtime/*.c"
  "${PROJECT_SOURCE_DIR}/runtime/unix/*.c"
)

# Target addon-ENGINE, built of generated/pipe/ENGINE.c to <package>.ENGINE's SUFFIX, against HEADERS.
# Only what engines/ENGINE.map names is exported: the executable that loads an addon exports tens of
# thousands of symbols, and nothing but the entry points may take part in that.
function(add_addon engine suffix headers)
  set(target addon-${engine})
  set(map "${PROJECT_SOURCE_DIR}/cmake/engines/${engine}.map")

  add_library(${target} MODULE "${PROJECT_SOURCE_DIR}/generated/pipe/${engine}.c" ${runtime_sources})
  set_target_properties(${target} PROPERTIES
    C_STANDARD 11
    C_STANDARD_REQUIRED ON
    C_EXTENSIONS OFF
    PREFIX ""
    SUFFIX "${suffix}"
    OUTPUT_NAME "${PACKAGE_NAME}"
    LIBRARY_OUTPUT_DIRECTORY "${ADDON_DIRECTORY}"
  )
  target_include_directories(${target} PRIVATE
    "${PROJECT_SOURCE_DIR}/generated/pipe"
    "${PROJECT_SOURCE_DIR}/runtime"
  )
  target_include_directories(${target} SYSTEM PRIVATE "${headers}")
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE)
  target_compile_options(${target} PRIVATE -Wall -Wextra -ffunction-sections -fdata-sections)

  if(APPLE)
    target_link_options(${target} PRIVATE -undefined dynamic_lookup -Wl,-dead_strip)
  else()
    target_link_options(${target} PRIVATE
      "-Wl,--version-script=${map}"
      -Wl,--gc-sections
      $<$<CONFIG:Release>:-s>
    )
    set_property(TARGET ${target} PROPERTY LINK_DEPENDS "${map}")
  endif()
endfunction()

# Not so the glue: an engine's headers may declare the entry points without a visibility of their own.
set_source_files_properties(${runtime_sources} PROPERTIES COMPILE_OPTIONS -fvisibility=hidden)

# Found, not listed. Each sets ENGINES to what it has added, or MISSING_HEADERS to what it lacks.
set(ENGINES "")
set(MISSING_HEADERS "")
file(GLOB engines CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/engines/*.cmake")
foreach(engine IN LISTS engines)
  include("${engine}")
endforeach()

foreach(missing IN LISTS MISSING_HEADERS)
  if(BUILD_TESTS OR NOT ENGINES)
    message(SEND_ERROR "${missing}")
  else()
    message(STATUS "${missing}")
  endif()
endforeach()
