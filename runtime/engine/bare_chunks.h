/*
 * Bytes on their way from JavaScript to C, by js.h's rules: read where they are, or held for longer
 * than a call. The conventions are those of bare.h.
 */
#ifndef BARE_ENGINE_CHUNKS_H
#define BARE_ENGINE_CHUNKS_H

#include "bare.h"

/* Arrays of up to this many chunks are converted without an allocation. */
#define BARE_CHUNKS_INLINE 16

/* The memory of an array of Uint8Arrays, for as long as no JavaScript runs. Release with
 * bare_release_chunks. */
typedef struct {
  js_value_t **values;
  uv_buf_t *data;
  size_t len;
  js_value_t *inline_values[BARE_CHUNKS_INLINE];
  uv_buf_t inline_data[BARE_CHUNKS_INLINE];
} bare_chunks_t;

/* Holds on the memory of an array of Uint8Arrays. Release with bare_unpin_chunks. */
typedef struct {
  js_arraybuffer_backing_store_t **stores;
  size_t len;
} bare_pins_t;

/* Where the bytes of a Uint8Array are, for as long as no JavaScript runs. `arraybuffer` may be
 * NULL. */
static inline bool
bare_locate_view(js_env_t *env, js_value_t *value, uv_buf_t *result, js_value_t **arraybuffer) {
  void *data;
  size_t len;
  if (js_get_typedarray_info(env, value, NULL, &data, &len, arraybuffer, NULL) < 0) return false;

  result->base = data;
  result->len = len;

  return true;
}

/* The same of what may be none. */
static inline bool
bare_get_view(js_env_t *env, js_value_t *value, uv_buf_t *result, js_value_t **arraybuffer) {
  bool is_bytes;
  js_is_uint8array(env, value, &is_bytes);
  if (!is_bytes) return bare_throw_type_error(env, "Expected a Uint8Array");

  return bare_locate_view(env, value, result, arraybuffer);
}

/* False, with a TypeError pending, where other threads may have the memory as well. */
static inline bool
bare_check_unshared(js_env_t *env, js_value_t *arraybuffer) {
  bool is_shared;
  if (js_is_sharedarraybuffer(env, arraybuffer, &is_shared) < 0) return false;

  if (!is_shared) return true;

  return bare_throw_type_error(env, "Expected memory that is not shared");
}

static inline void
bare_release_chunks(bare_chunks_t *chunks) {
  if (chunks->data == chunks->inline_data) return;

  free(chunks->values);
  free(chunks->data);
}

static inline bool
bare_reserve_chunks(bare_chunks_t *chunks, size_t len) {
  chunks->len = len;
  chunks->values = chunks->inline_values;
  chunks->data = chunks->inline_data;

  if (len <= BARE_CHUNKS_INLINE) return true;

  chunks->values = malloc(len * sizeof(chunks->values[0]));
  chunks->data = malloc(len * sizeof(chunks->data[0]));
  if (chunks->values != NULL && chunks->data != NULL) return true;

  bare_release_chunks(chunks);
  return false;
}

/* A Uint8Array by itself is what an array with nothing else in it would be, and sooner had. */
static inline bool
bare_get_chunks(js_env_t *env, js_value_t *value, bare_chunks_t *result) {
  bool is_bytes;
  js_is_uint8array(env, value, &is_bytes);

  if (is_bytes) {
    bare_reserve_chunks(result, 1);
    result->values[0] = value;
    return bare_locate_view(env, value, &result->data[0], NULL);
  }

  bool is_array;
  js_is_array(env, value, &is_array);
  if (!is_array) return bare_throw_type_error(env, "Expected an array or a Uint8Array");

  uint32_t len;
  if (js_get_array_length(env, value, &len) < 0) return false;
  if (!bare_reserve_chunks(result, len)) return bare_throw_uv_error(env, UV_ENOMEM) != NULL;

  /* Getting an element may run JavaScript, which may free memory: addresses are for afterwards. */
  for (uint32_t i = 0; i < len; i++) {
    if (js_get_element(env, value, i, &result->values[i]) < 0) goto err;
  }

  for (uint32_t i = 0; i < len; i++) {
    if (!bare_get_view(env, result->values[i], &result->data[i], NULL)) goto err;
  }

  return true;

err:
  bare_release_chunks(result);
  return false;
}

/* Lets go of the memory. `pins` can be used again. */
static inline void
bare_unpin_chunks(js_env_t *env, bare_pins_t *pins) {
  for (size_t i = 0; i < pins->len; i++)
    js_release_arraybuffer_backing_store(env, pins->stores[i]);

  free(pins->stores);

  pins->stores = NULL;
  pins->len = 0;
}

/*
 * Holds the memory of chunks where it is, also when a program transfers or detaches the buffers.
 * Memory that can shrink or is shared is not for pinning.
 */
static inline bool
bare_pin_chunks(js_env_t *env, const bare_chunks_t *chunks, bare_pins_t *result) {
  result->len = 0;
  result->stores = malloc((chunks->len + 1) * sizeof(result->stores[0]));
  if (result->stores == NULL) return bare_throw_uv_error(env, UV_ENOMEM) != NULL;

  for (size_t i = 0; i < chunks->len; i++) {
    js_value_t *arraybuffer;
    uv_buf_t view;

    if (!bare_get_view(env, chunks->values[i], &view, &arraybuffer)) goto err;
    if (js_get_arraybuffer_backing_store(env, arraybuffer, &result->stores[i]) < 0) goto err;

    result->len++;
  }

  return true;

err:
  bare_unpin_chunks(env, result);
  return false;
}

/*
 * Another Uint8Array over the memory of `value`, which keeps that memory where it is when a program
 * transfers or detaches the first. Memory that can shrink is not for holding. NULL, with an
 * exception pending, if `value` is no Uint8Array, or one over shared memory.
 */
static inline js_value_t *
bare_hold_bytes(js_env_t *env, js_value_t *value) {
  js_value_t *arraybuffer, *held = NULL, *result = NULL;
  uv_buf_t view;
  size_t offset;
  if (!bare_get_view(env, value, &view, NULL)) return NULL;
  if (js_get_typedarray_info(env, value, NULL, NULL, NULL, &arraybuffer, &offset) < 0) return NULL;

  /* V8 ends the process when an ArrayBuffer is to be made of shared memory. */
  if (!bare_check_unshared(env, arraybuffer)) return NULL;

  js_arraybuffer_backing_store_t *store;
  if (js_get_arraybuffer_backing_store(env, arraybuffer, &store) < 0) return NULL;

  js_create_arraybuffer_with_backing_store(env, store, NULL, NULL, &held);
  js_release_arraybuffer_backing_store(env, store);

  if (held != NULL) js_create_typedarray(env, js_uint8array, view.len, held, offset, &result);

  return result;
}

#endif
