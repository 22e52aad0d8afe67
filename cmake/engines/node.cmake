# The addon for Node.js. The headers come with Node.js itself; any version's will do, as Node-API and
# the libuv of all of them are compatible.

find_program(NODE node)
if(NODE)
  get_filename_component(node_executable "${NODE}" REALPATH)
  get_filename_component(node_prefix "${node_executable}/../.." ABSOLUTE)
endif()

find_path(NODE_HEADERS node_api.h
  HINTS
    "${node_prefix}/include/node"
    /usr/include/node
    /usr/include/nodejs/src
  DOC "The include directory of Node.js"
  NO_DEFAULT_PATH
)

if(NODE_HEADERS)
  list(APPEND ENGINES node)
  add_addon(node .node "${NODE_HEADERS}")
  target_compile_definitions(addon-node PRIVATE NAPI_VERSION=8)
else()
  list(APPEND MISSING_HEADERS
    "No addon for Node.js: install its headers, or say where they are with -DNODE_HEADERS=<directory of node_api.h>.")
endif()
