"""How each type crosses on Node.js: one entry a type, in Node-API's terms."""

from generator.plans.crossing import Crossing, Down, Up

DOWN = {
    "boolean": Down("bool {name};", "node_get_bool(env, {arg}, &{name})", "{name}"),
    "i32": Down("int32_t {name};", "node_get_int32(env, {arg}, &{name})", "{name}"),
    "u32": Down("uint32_t {name};", "node_get_uint32(env, {arg}, &{name})", "{name}"),
    "u64": Down("uint64_t {name};", "node_get_uint64(env, {arg}, &{name})", "{name}"),
    "enum": Down("uint32_t {name};", "node_get_uint32(env, {arg}, &{name})", "({c_type}) {name}"),
    "string": Down(
        "node_string_t {name};", "node_get_string(env, {arg}, &{name})", "{name}.data, {name}.len",
        "node_release_string(&{name});",
    ),
    "chunks": Down(
        "node_chunks_t {name};", "node_get_chunks(env, {arg}, &{name})", "{name}.data, {name}.len",
        "node_release_chunks(&{name});",
    ),
    "chunk": Down("napi_ref {name};", "node_lend_bytes(env, {arg}, &{name})", "&loan"),
    "handle": Down("uv_handle_t *{name};", "get_uv_handle(glue, {arg}, &{name})", "{name}"),
    "object": Down("{c_type} *{name};", "get_{native}(glue, {arg}, &{name})", "{name}"),
}

UP = {
    "boolean": Up("napi_get_boolean(env, {name}, &{target});"),
    "i32": Up("napi_create_int32(env, {name}, &{target});", drop="node_close_descriptor({name});"),
    "u32": Up("napi_create_uint32(env, {name}, &{target});"),
    "u64": Up("napi_create_int64(env, (int64_t) {name}, &{target});"),
    "enum": Up("napi_create_uint32(env, (uint32_t) {name}, &{target});"),
    "string": Up("napi_create_string_utf8(env, {name}, {name}_len, &{target});"),
    "error": Up("{target} = node_create_outcome(env, {name});"),
    "chunk": Up(
        "{target} = {name} == NULL ? NULL\n"
        "                          : node_bring_bytes(env, glue->inbox, &glue->vessel, {name}->data, {name}->len,\n"
        "                                             {name}->release);"
    ),
}

CROSSING = Crossing(DOWN, UP, absent="node_is(env, {arg}, napi_null)")
