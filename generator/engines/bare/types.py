"""How each type crosses on Bare: one entry a type, in js.h's terms."""

from generator.plans.crossing import Crossing, Down, Up

DOWN = {
    "boolean": Down("bool {name};", "bare_get_bool(env, {arg}, &{name})", "{name}"),
    "i32": Down("int32_t {name};", "bare_get_int32(env, {arg}, &{name})", "{name}"),
    "u32": Down("uint32_t {name};", "bare_get_uint32(env, {arg}, &{name})", "{name}"),
    "u64": Down("uint64_t {name};", "bare_get_uint64(env, {arg}, &{name})", "{name}"),
    "enum": Down("uint32_t {name};", "bare_get_uint32(env, {arg}, &{name})", "({c_type}) {name}"),
    "string": Down(
        "bare_string_t {name};", "bare_get_string(env, {arg}, &{name})", "{name}.data, {name}.len",
        "bare_release_string(&{name});",
    ),
    "chunks": Down(
        "bare_chunks_t {name};", "bare_get_chunks(env, {arg}, &{name})", "{name}.data, {name}.len",
        "bare_release_chunks(&{name});",
    ),
    "chunk": Down("js_ref_t *{name};", "bare_lend_bytes(env, {arg}, &{name})", "&loan"),
    "handle": Down("uv_handle_t *{name};", "get_uv_handle(glue, {arg}, &{name})", "{name}"),
    "object": Down("{c_type} *{name};", "get_{native}(glue, {arg}, &{name})", "{name}"),
}

UP = {
    "boolean": Up("js_get_boolean(env, {name}, &{target});"),
    "i32": Up("js_create_int32(env, {name}, &{target});", drop="bare_close_descriptor({name});"),
    "u32": Up("js_create_uint32(env, {name}, &{target});"),
    "u64": Up("js_create_int64(env, (int64_t) {name}, &{target});"),
    "enum": Up("js_create_uint32(env, (uint32_t) {name}, &{target});"),
    "string": Up("js_create_string_utf8(env, (const utf8_t *) {name}, {name}_len, &{target});"),
    "error": Up("{target} = bare_create_outcome(env, {name});"),
    "chunk": Up(
        "{target} = {name} == NULL ? NULL\n"
        "                          : bare_bring_bytes(env, glue->inbox, {name}->data, {name}->len, {name}->release);",
        drop="if ({name} != NULL && {name}->release != NULL) {name}->release({name}->data);",
    ),
}

CROSSING = Crossing(DOWN, UP, absent="bare_is_null(env, {arg})")
