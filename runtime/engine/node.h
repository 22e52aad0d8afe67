/*
 * Values on their way between C and JavaScript, by Node-API's rules: what the generated glue for
 * Node.js calls, once for each type. Knows nothing of any module.
 *
 * The node_get_* functions return false with an exception pending when the value is of another
 * type. All of it runs on the thread of the environment.
 */
#ifndef NODE_ENGINE_H
#define NODE_ENGINE_H

#include <node_api.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

/* The longest name or text of an error of libuv, and more than that. */
#define NODE_ERROR_INLINE 128

/* Strings up to this many bytes are converted without an allocation. */
#define NODE_STRING_INLINE 256

/* UTF-8 with its length in bytes. Release with node_release_string. */
typedef struct {
  char *data;
  size_t len;
  char inline_data[NODE_STRING_INLINE + 1];
} node_string_t;

/* An Error with libuv's name as its `code` and libuv's text as its message. NULL when out of
 * memory. */
static inline napi_value
node_create_uv_error(napi_env env, int err) {
  napi_value code, message, error;

  /* The forms without a buffer leak memory with a code that libuv has no name for. */
  char name[NODE_ERROR_INLINE], text[NODE_ERROR_INLINE];
  uv_err_name_r(err, name, sizeof(name));
  uv_strerror_r(err, text, sizeof(text));

  if (napi_create_string_utf8(env, name, NAPI_AUTO_LENGTH, &code) != napi_ok) return NULL;
  if (napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &message) != napi_ok) return NULL;
  if (napi_create_error(env, code, message, &error) != napi_ok) return NULL;

  return error;
}

static inline napi_value
node_null(napi_env env) {
  napi_value result = NULL;
  napi_get_null(env, &result);

  return result;
}

static inline napi_value
node_undefined(napi_env env) {
  napi_value result = NULL;
  napi_get_undefined(env, &result);

  return result;
}

/*
 * Why a value could not be made, for telling in its place: the exception that was pending, or
 * UV_ENOMEM. It is no longer pending, since with one no function can be called back.
 */
static inline napi_value
node_take_failure(napi_env env) {
  bool pending;
  napi_value error = NULL;

  if (napi_is_exception_pending(env, &pending) == napi_ok && pending)
    napi_get_and_clear_last_exception(env, &error);

  if (error == NULL) error = node_create_uv_error(env, UV_ENOMEM);

  return error == NULL ? node_undefined(env) : error;
}

/* The same for an outcome: NULL where `err` is no error, and only there. */
static inline napi_value
node_create_outcome(napi_env env, int err) {
  if (err >= 0) return NULL;

  napi_value error = node_create_uv_error(env, err);

  return error == NULL ? node_take_failure(env) : error;
}

/* Throws libuv's error; returns NULL, for the caller to return. */
static inline napi_value
node_throw_uv_error(napi_env env, int err) {
  napi_value error = node_create_uv_error(env, err);

  if (error != NULL) napi_throw(env, error);

  return NULL;
}

static inline bool
node_throw_type_error(napi_env env, const char *message) {
  napi_throw_type_error(env, NULL, message);

  return false;
}

static inline bool
node_is(napi_env env, napi_value value, napi_valuetype type) {
  napi_valuetype actual;

  return napi_typeof(env, value, &actual) == napi_ok && actual == type;
}

static inline bool
node_get_bool(napi_env env, napi_value value, bool *result) {
  if (!node_is(env, value, napi_boolean)) return node_throw_type_error(env, "Expected a boolean");

  return napi_get_value_bool(env, value, result) == napi_ok;
}

static inline bool
node_get_number(napi_env env, napi_value value, double *result) {
  if (!node_is(env, value, napi_number)) return node_throw_type_error(env, "Expected a number");

  return napi_get_value_double(env, value, result) == napi_ok;
}

static inline bool
node_get_int32(napi_env env, napi_value value, int32_t *result) {
  double number;
  if (!node_get_number(env, value, &number)) return false;
  if (!(number >= INT32_MIN && number <= INT32_MAX))
    return node_throw_type_error(env, "Expected a 32-bit integer");

  *result = (int32_t) number;

  return true;
}

static inline bool
node_get_uint32(napi_env env, napi_value value, uint32_t *result) {
  double number;
  if (!node_get_number(env, value, &number)) return false;
  if (!(number >= 0 && number <= UINT32_MAX))
    return node_throw_type_error(env, "Expected an unsigned 32-bit integer");

  *result = (uint32_t) number;

  return true;
}

static inline bool
node_get_uint64(napi_env env, napi_value value, uint64_t *result) {
  double number;
  if (!node_get_number(env, value, &number)) return false;
  if (!(number >= 0 && number <= 9007199254740991.0))
    return node_throw_type_error(env, "Expected a whole number");

  *result = (uint64_t) number;

  return true;
}

/* A whole number that a double holds exactly. Anything else, also of another type, is no id: 0. */
static inline uint64_t
node_get_id(napi_env env, napi_value value) {
  double number;
  if (napi_get_value_double(env, value, &number) != napi_ok) return 0;
  if (!(number >= 1 && number <= 9007199254740991.0)) return 0;

  return (uint64_t) number;
}

/* The memory of an ArrayBuffer, for as long as no JavaScript runs. False, with nothing thrown, if
 * it is none. */
static inline bool
node_get_arraybuffer(napi_env env, napi_value value, void **data, size_t *len) {
  bool is_arraybuffer;
  if (napi_is_arraybuffer(env, value, &is_arraybuffer) != napi_ok) return false;

  return is_arraybuffer && napi_get_arraybuffer_info(env, value, data, len) == napi_ok;
}

static inline void
node_release_string(node_string_t *string) {
  if (string->data != string->inline_data) free(string->data);
}

static inline bool
node_get_string(napi_env env, napi_value value, node_string_t *result) {
  if (!node_is(env, value, napi_string)) return node_throw_type_error(env, "Expected a string");

  if (napi_get_value_string_utf8(env, value, NULL, 0, &result->len) != napi_ok) return false;

  result->data = result->inline_data;

  /* Node-API ends what it writes with a NUL byte. */
  if (result->len > NODE_STRING_INLINE) {
    result->data = malloc(result->len + 1);
    if (result->data == NULL) return node_throw_uv_error(env, UV_ENOMEM) != NULL;
  }

  if (napi_get_value_string_utf8(env, value, result->data, result->len + 1, NULL) == napi_ok)
    return true;

  node_release_string(result);
  return false;
}

/*
 * An ArrayBuffer of exactly `len` bytes, and always a copy: Node.js lets nobody transfer a buffer
 * over external memory. NULL, with an exception pending, when out of memory. What came with a
 * `release` is released.
 */
static inline napi_value
node_create_bytes(napi_env env, uint8_t *data, size_t len, void (*release)(void *)) {
  napi_value buffer, result;

  /* A Buffer made from a copy is the one kind of memory that is not filled with zeros first. */
  bool created = napi_create_buffer_copy(env, len, data, NULL, &buffer) == napi_ok &&
                 napi_get_typedarray_info(env, buffer, NULL, NULL, NULL, &result, NULL) == napi_ok;

  if (release != NULL) release(data);

  return created ? result : NULL;
}

/* An ArrayBuffer of `len` bytes, all zero. NULL, with an exception pending, when out of memory. */
static inline napi_value
node_create_zeroes(napi_env env, size_t len) {
  void *data;
  napi_value result;

  return napi_create_arraybuffer(env, len, &data, &result) == napi_ok ? result : NULL;
}

/* An array of `len` values. NULL, with an exception pending, when out of memory. */
static inline napi_value
node_create_array(napi_env env, napi_value values[], uint32_t len) {
  napi_value result;
  if (napi_create_array_with_length(env, len, &result) != napi_ok) return NULL;

  for (uint32_t i = 0; i < len; i++) {
    if (napi_set_element(env, result, i, values[i]) != napi_ok) return NULL;
  }

  return result;
}

/* Closes a descriptor that was to be handed over, and could not be. */
static inline void
node_close_descriptor(int fd) {
  uv_fs_t request;
  uv_fs_close(NULL, &request, fd, NULL);
  uv_fs_req_cleanup(&request);
}

/* Reads exactly `count` arguments; what is missing is undefined. `data` is the function's own. */
static inline bool
node_get_arguments(napi_env env, napi_callback_info info, napi_value argv[], size_t count,
                   void **data) {
  return napi_get_cb_info(env, info, &count, argv, NULL, data) == napi_ok;
}

/* A function of the addon's exports. */
typedef struct {
  const char *name;
  napi_callback fn;
} node_function_t;

/* Adds functions to `exports`; `data` is what node_get_arguments gives back. */
static inline bool
node_export_functions(napi_env env, napi_value exports, const node_function_t functions[],
                      size_t len, void *data) {
  for (size_t i = 0; i < len; i++) {
    const char *name = functions[i].name;
    napi_value value;

    if (napi_create_function(env, name, NAPI_AUTO_LENGTH, functions[i].fn, data, &value) != napi_ok)
      return false;
    if (napi_set_named_property(env, exports, name, value) != napi_ok) return false;
  }

  return true;
}

/* False, with UV_ENOTSUP thrown, if the process has a libuv whose handles are of another size. */
static inline bool
node_check_uv(napi_env env) {
  bool fits =
    uv_loop_size() == sizeof(uv_loop_t) && uv_handle_size(UV_NAMED_PIPE) == sizeof(uv_pipe_t) &&
    uv_handle_size(UV_TCP) == sizeof(uv_tcp_t) && uv_handle_size(UV_UDP) == sizeof(uv_udp_t) &&
    uv_handle_size(UV_TIMER) == sizeof(uv_timer_t) && uv_handle_size(UV_POLL) == sizeof(uv_poll_t);

  if (!fits) node_throw_uv_error(env, UV_ENOTSUP);

  return fits;
}

#endif
