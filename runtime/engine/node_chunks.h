/*
 * Arrays of Uint8Arrays on their way down, by Node-API's rules, and their bytes for as long as
 * these are on their way out. All of it runs on the thread of the environment.
 */
#ifndef NODE_CHUNKS_H
#define NODE_CHUNKS_H

#include "node.h"

/* Arrays of up to this many chunks are converted without an allocation. */
#define NODE_CHUNKS_INLINE 16

/* The memory of an array of Uint8Arrays, for as long as no JavaScript runs. Release with
 * node_release_chunks. */
typedef struct {
  napi_value *values;
  uv_buf_t *data;
  size_t len;
  napi_value inline_values[NODE_CHUNKS_INLINE];
  uv_buf_t inline_data[NODE_CHUNKS_INLINE];
} node_chunks_t;

/* A copy of chunks, which Node-API has no means to hold in place. Release with node_unpin_chunks.
 */
typedef struct {
  char *copy;
} node_pins_t;

/* One Uint8Array, for as long as no JavaScript runs. */
static inline bool
node_get_view(napi_env env, napi_value value, uv_buf_t *result) {
  bool is_view;
  napi_is_typedarray(env, value, &is_view);
  if (!is_view) return node_throw_type_error(env, "Expected a Uint8Array");

  napi_typedarray_type type;
  void *data;
  size_t len;
  if (napi_get_typedarray_info(env, value, &type, &len, &data, NULL, NULL) != napi_ok) return false;
  if (type != napi_uint8_array) return node_throw_type_error(env, "Expected a Uint8Array");

  result->base = data;
  result->len = len;

  return true;
}

static inline void
node_release_chunks(node_chunks_t *chunks) {
  if (chunks->data == chunks->inline_data) return;

  free(chunks->values);
  free(chunks->data);
}

static inline bool
node_reserve_chunks(node_chunks_t *chunks, size_t len) {
  chunks->len = len;
  chunks->values = chunks->inline_values;
  chunks->data = chunks->inline_data;

  if (len <= NODE_CHUNKS_INLINE) return true;

  chunks->values = malloc(len * sizeof(chunks->values[0]));
  chunks->data = malloc(len * sizeof(chunks->data[0]));
  if (chunks->values != NULL && chunks->data != NULL) return true;

  node_release_chunks(chunks);
  return false;
}

/* A Uint8Array by itself is what an array with nothing else in it would be, and sooner had. */
static inline bool
node_get_chunks(napi_env env, napi_value value, node_chunks_t *result) {
  bool is_view;
  napi_is_typedarray(env, value, &is_view);

  if (is_view) {
    node_reserve_chunks(result, 1);
    result->values[0] = value;
    return node_get_view(env, value, &result->data[0]);
  }

  bool is_array;
  napi_is_array(env, value, &is_array);
  if (!is_array) return node_throw_type_error(env, "Expected an array or a Uint8Array");

  uint32_t len;
  if (napi_get_array_length(env, value, &len) != napi_ok) return false;
  if (!node_reserve_chunks(result, len)) return node_throw_uv_error(env, UV_ENOMEM) != NULL;

  /* Getting an element may run JavaScript, which may free memory: addresses are for afterwards. */
  for (uint32_t i = 0; i < len; i++) {
    if (napi_get_element(env, value, i, &result->values[i]) != napi_ok) goto err;
  }

  for (uint32_t i = 0; i < len; i++) {
    if (!node_get_view(env, result->values[i], &result->data[i])) goto err;
  }

  return true;

err:
  node_release_chunks(result);
  return false;
}

/* Frees the copy. `pins` can be used again. */
static inline void
node_unpin_chunks(node_pins_t *pins) {
  free(pins->copy);
  pins->copy = NULL;
}

/* Copies the bytes, and has `chunks` lead to the copy: a program may transfer its buffers. */
static inline bool
node_pin_chunks(napi_env env, node_chunks_t *chunks, node_pins_t *result) {
  size_t len = 0;

  for (size_t i = 0; i < chunks->len; i++)
    len += chunks->data[i].len;

  result->copy = malloc(len + 1);
  if (result->copy == NULL) return node_throw_uv_error(env, UV_ENOMEM) != NULL;

  char *next = result->copy;

  for (size_t i = 0; i < chunks->len; i++) {
    uv_buf_t *chunk = &chunks->data[i];
    if (chunk->len > 0) memcpy(next, chunk->base, chunk->len);
    chunk->base = next;
    next += chunk->len;
  }

  return true;
}

/* A copy of a Uint8Array. NULL, with an exception pending, if `value` is none. */
static inline napi_value
node_hold_bytes(napi_env env, napi_value value) {
  uv_buf_t view;
  napi_value result;
  if (!node_get_view(env, value, &view)) return NULL;

  bool copied = napi_create_buffer_copy(env, view.len, view.base, NULL, &result) == napi_ok;

  return copied ? result : NULL;
}

#endif
