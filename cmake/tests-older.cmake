# The package on versions of Bare that are older than the newest.

add_library(compile-alone MODULE tests/runtimes/compile-alone.c)

foreach(version IN LISTS BARE_OLDER)
  bare_executable(older "${version}")
  add_smoke_test("${version}" "${older}" .bare "${version}")
  if(version STREQUAL "1.16.0")
    # It may hang when its loop ends, whatever it runs, and does so where the cores are busy.
    set(older env "LD_PRELOAD=$<TARGET_FILE:compile-alone>" "${older}")
  endif()
  add_conformance_tests("conformance-${version}" "${older}")
endforeach()
