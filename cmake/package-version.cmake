# Reads the name and version that package.json states, so that no other file repeats them.

file(READ "${CMAKE_CURRENT_LIST_DIR}/../package.json" package_json)
string(JSON PACKAGE_NAME GET "${package_json}" name)
string(JSON PACKAGE_VERSION GET "${package_json}" version)
unset(package_json)

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${CMAKE_CURRENT_LIST_DIR}/../package.json")
