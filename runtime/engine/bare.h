/*
 * Values on their way between C and JavaScript, by js.h's rules: what the generated glue for Bare
 * calls, once for each type. Knows nothing of any module.
 *
 * The bare_get_* functions return false with an exception pending when the value is of another
 * type. All of it runs on the thread of the environment, except bare_bytes_release.
 */
#ifndef BARE_ENGINE_H
#define BARE_ENGINE_H

#include <js.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf.h>
#include <uv.h>

/* The longest name or text of an error of libuv, and more than that. */
#define BARE_ERROR_INLINE 128

/* Strings up to this many bytes are converted without an allocation. */
#define BARE_STRING_INLINE 256

/* UTF-8 with its length in bytes. Release with bare_release_string. */
typedef struct {
  char *data;
  size_t len;
  char inline_data[BARE_STRING_INLINE];
} bare_string_t;

/* An Error with libuv's name as its `code` and libuv's text as its message. NULL when out of
 * memory. */
static inline js_value_t *
bare_create_uv_error(js_env_t *env, int err) {
  js_value_t *code, *message, *error;

  /* The forms without a buffer leak memory with a code that libuv has no name for. */
  char name[BARE_ERROR_INLINE], text[BARE_ERROR_INLINE];
  uv_err_name_r(err, name, sizeof(name));
  uv_strerror_r(err, text, sizeof(text));

  if (js_create_string_utf8(env, (const utf8_t *) name, (size_t) -1, &code) < 0) return NULL;
  if (js_create_string_utf8(env, (const utf8_t *) text, (size_t) -1, &message) < 0) return NULL;
  if (js_create_error(env, code, message, &error) < 0) return NULL;

  return error;
}

static inline js_value_t *
bare_null(js_env_t *env) {
  js_value_t *result = NULL;
  js_get_null(env, &result);

  return result;
}

static inline js_value_t *
bare_undefined(js_env_t *env) {
  js_value_t *result = NULL;
  js_get_undefined(env, &result);

  return result;
}

/*
 * Why a value could not be made, for telling in its place: the exception that was pending, or
 * UV_ENOMEM. It is no longer pending, since with one no function can be called back.
 */
static inline js_value_t *
bare_take_failure(js_env_t *env) {
  bool pending;
  js_value_t *error = NULL;

  if (js_is_exception_pending(env, &pending) == 0 && pending)
    js_get_and_clear_last_exception(env, &error);

  if (error == NULL) error = bare_create_uv_error(env, UV_ENOMEM);

  return error == NULL ? bare_undefined(env) : error;
}

/* The same for an outcome: NULL where `err` is no error, and only there. */
static inline js_value_t *
bare_create_outcome(js_env_t *env, int err) {
  if (err >= 0) return NULL;

  js_value_t *error = bare_create_uv_error(env, err);

  return error == NULL ? bare_take_failure(env) : error;
}

/* Throws libuv's error; returns NULL, for the caller to return. */
static inline js_value_t *
bare_throw_uv_error(js_env_t *env, int err) {
  js_value_t *error = bare_create_uv_error(env, err);

  if (error != NULL) js_throw(env, error);

  return NULL;
}

static inline bool
bare_throw_type_error(js_env_t *env, const char *message) {
  js_throw_type_error(env, NULL, message);

  return false;
}

static inline bool
bare_is_null(js_env_t *env, js_value_t *value) {
  bool result;
  js_is_null(env, value, &result);

  return result;
}

static inline bool
bare_get_bool(js_env_t *env, js_value_t *value, bool *result) {
  bool is_boolean;
  js_is_boolean(env, value, &is_boolean);
  if (!is_boolean) return bare_throw_type_error(env, "Expected a boolean");

  return js_get_value_bool(env, value, result) == 0;
}

static inline bool
bare_get_number(js_env_t *env, js_value_t *value, double *result) {
  bool is_number;
  js_is_number(env, value, &is_number);
  if (!is_number) return bare_throw_type_error(env, "Expected a number");

  return js_get_value_double(env, value, result) == 0;
}

static inline bool
bare_get_int32(js_env_t *env, js_value_t *value, int32_t *result) {
  double number;
  if (!bare_get_number(env, value, &number)) return false;
  if (!(number >= INT32_MIN && number <= INT32_MAX))
    return bare_throw_type_error(env, "Expected a 32-bit integer");

  *result = (int32_t) number;

  return true;
}

static inline bool
bare_get_uint32(js_env_t *env, js_value_t *value, uint32_t *result) {
  double number;
  if (!bare_get_number(env, value, &number)) return false;
  if (!(number >= 0 && number <= UINT32_MAX))
    return bare_throw_type_error(env, "Expected an unsigned 32-bit integer");

  *result = (uint32_t) number;

  return true;
}

static inline bool
bare_get_uint64(js_env_t *env, js_value_t *value, uint64_t *result) {
  double number;
  if (!bare_get_number(env, value, &number)) return false;
  if (!(number >= 0 && number <= 9007199254740991.0))
    return bare_throw_type_error(env, "Expected a whole number");

  *result = (uint64_t) number;

  return true;
}

/* A whole number that a double holds exactly. Anything else is no id: 0. */
static inline uint64_t
bare_id_of(double number) {
  return number >= 1 && number <= 9007199254740991.0 ? (uint64_t) number : 0;
}

/* The same. What is no number is no id either. */
static inline uint64_t
bare_get_id(js_env_t *env, js_value_t *value) {
  bool is_number;
  js_is_number(env, value, &is_number);
  if (!is_number) return 0;

  double number;
  if (js_get_value_double(env, value, &number) < 0) return 0;

  return bare_id_of(number);
}

/* The memory of an ArrayBuffer, for as long as no JavaScript runs. False, with nothing thrown, if
 * it is none. */
static inline bool
bare_get_arraybuffer(js_env_t *env, js_value_t *value, void **data, size_t *len) {
  bool is_arraybuffer;
  js_is_arraybuffer(env, value, &is_arraybuffer);

  return is_arraybuffer && js_get_arraybuffer_info(env, value, data, len) == 0;
}

static inline void
bare_release_string(bare_string_t *string) {
  if (string->data != string->inline_data) free(string->data);
}

static inline bool
bare_get_string(js_env_t *env, js_value_t *value, bare_string_t *result) {
  bool is_string;
  js_is_string(env, value, &is_string);
  if (!is_string) return bare_throw_type_error(env, "Expected a string");

  if (js_get_value_string_utf8(env, value, NULL, 0, &result->len) < 0) return false;

  result->data = result->inline_data;

  if (result->len > BARE_STRING_INLINE) {
    result->data = malloc(result->len);
    if (result->data == NULL) return bare_throw_uv_error(env, UV_ENOMEM) != NULL;
  }

  if (js_get_value_string_utf8(env, value, (utf8_t *) result->data, result->len, NULL) == 0)
    return true;

  bare_release_string(result);
  return false;
}

/* Finalizer of an ArrayBuffer over memory that came with its own way to be released. Any thread. */
static inline void
bare_bytes_release(js_env_t *env, void *data, void *release) {
  (void) env;

  void (*fn)(void *);
  memcpy(&fn, &release, sizeof(fn));
  fn(data);
}

/*
 * An ArrayBuffer of exactly `len` bytes: over `data` itself where `release` says that it is ours
 * now, over a copy otherwise. NULL, with an exception pending, when out of memory; what was ours
 * is released then too.
 */
static inline js_value_t *
bare_create_bytes(js_env_t *env, uint8_t *data, size_t len, void (*release)(void *)) {
  js_value_t *result;

  if (release == NULL) {
    void *copy;
    if (js_create_unsafe_arraybuffer(env, len, &copy, &result) < 0) return NULL;
    memcpy(copy, data, len);
    return result;
  }

  void *hint;
  memcpy(&hint, &release, sizeof(hint));

  if (js_create_external_arraybuffer(env, data, len, bare_bytes_release, hint, &result) < 0) {
    release(data);
    return NULL;
  }

  return result;
}

/* An ArrayBuffer of `len` bytes, all zero. NULL, with an exception pending, when out of memory. */
static inline js_value_t *
bare_create_zeroes(js_env_t *env, size_t len) {
  void *data;
  js_value_t *result;
  if (js_create_arraybuffer(env, len, &data, &result) < 0) return NULL;

  return result;
}

/* An array of `len` values. NULL, with an exception pending, when out of memory. */
static inline js_value_t *
bare_create_array(js_env_t *env, js_value_t *values[], uint32_t len) {
  js_value_t *result;
  if (js_create_array_with_length(env, len, &result) < 0) return NULL;

  for (uint32_t i = 0; i < len; i++) {
    if (js_set_element(env, result, i, values[i]) < 0) return NULL;
  }

  return result;
}

/* Closes a descriptor that was to be handed over, and could not be. */
static inline void
bare_close_descriptor(int fd) {
  uv_fs_t request;
  uv_fs_close(NULL, &request, fd, NULL);
  uv_fs_req_cleanup(&request);
}

/* Reads exactly `count` arguments; what is missing is undefined. `data` is the function's own. */
static inline bool
bare_get_arguments(js_env_t *env, js_callback_info_t *info, js_value_t *argv[], size_t count,
                   void **data) {
  size_t argc = count;
  if (js_get_callback_info(env, info, &argc, argv, NULL, data) < 0) return false;

  for (size_t i = argc; i < count; i++)
    js_get_undefined(env, &argv[i]);

  return true;
}

/* A function of the addon's exports. */
typedef struct {
  const char *name;
  js_function_cb fn;
} bare_function_t;

/* One of an id and a length that returns a number, as JavaScript calls it when it has been
 * compiled. */
typedef double (*bare_typed_cb)(js_value_t *receiver, double id, uint32_t len,
                                js_typed_callback_info_t *info);

/* The same function, for a call of js.h's and for one of compiled JavaScript's. */
typedef struct {
  const char *name;
  js_function_cb fn;
  bare_typed_cb typed;
} bare_typed_function_t;

/*
 * `data`, malloc'ed, as an ArrayBuffer that frees it at the end of the engine: JavaScript may still
 * run when an addon has been torn down. NULL, with an exception pending and `data` freed, when out
 * of memory.
 */
static inline js_value_t *
bare_create_state(js_env_t *env, void *data, size_t len) {
  return bare_create_bytes(env, data, len, free);
}

/* Adds functions to `exports`; `data` is what bare_get_arguments gives back. Each keeps `state`. */
static inline bool
bare_export_functions(js_env_t *env, js_value_t *exports, const bare_function_t functions[],
                      size_t len, void *data, js_value_t *state) {
  for (size_t i = 0; i < len; i++) {
    js_value_t *value;

    if (js_create_function(env, functions[i].name, (size_t) -1, functions[i].fn, data, &value) < 0)
      return false;
    if (js_set_named_property(env, value, "state", state) < 0) return false;
    if (js_set_named_property(env, exports, functions[i].name, value) < 0) return false;
  }

  return true;
}

/* Gives functions that have been exported a typed call as well, at a small part of the cost. */
static inline bool
bare_export_typed_functions(js_env_t *env, js_value_t *exports,
                            const bare_typed_function_t functions[], size_t len, void *data,
                            js_value_t *state) {
  int types[] = {js_object, js_float64, js_uint32};
  js_callback_signature_t signature = {.version = 0,
                                       .result = js_float64,
                                       .args_len = 3,
                                       .args = types};

  for (size_t i = 0; i < len; i++) {
    js_value_t *value;
    const void *address;
    memcpy(&address, &functions[i].typed, sizeof(address));

    if (js_create_typed_function(env, functions[i].name, (size_t) -1, functions[i].fn, &signature,
                                 address, data, &value) < 0)
      return false;
    if (js_set_named_property(env, value, "state", state) < 0) return false;
    if (js_set_named_property(env, exports, functions[i].name, value) < 0) return false;
  }

  return true;
}

#endif
