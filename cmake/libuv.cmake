# The libuv of the system, as PkgConfig::LIBUV, for programs that no JavaScript engine brings one to.

find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBUV REQUIRED IMPORTED_TARGET libuv)
