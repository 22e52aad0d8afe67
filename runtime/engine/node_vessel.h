/*
 * An ArrayBuffer that is read into before anybody knows whether it will be told, by Node-API's
 * rules: one that has been filled crosses as it is, where a chunk is copied otherwise. All of it
 * runs on the thread of the environment.
 */
#ifndef NODE_VESSEL_H
#define NODE_VESSEL_H

#include "node_calls.h"

/* As much as one read brings at most, so that a stream that never rests fills it. */
#define NODE_VESSEL_SIZE 65536

typedef struct {
  /* NULL while there is none. */
  napi_ref buffer;
  uint8_t *data;
} node_vessel_t;

/* Ends the vessel. It can be used again. */
static inline void
node_vessel_end(napi_env env, node_vessel_t *vessel) {
  node_release_reference(env, vessel->buffer);
  vessel->buffer = NULL;
  vessel->data = NULL;
}

static inline bool
node_vessel_create(napi_env env, node_vessel_t *vessel) {
  void *data;
  napi_value view, buffer;

  /* A Buffer is the one kind of memory that is not filled with zeros first. */
  if (napi_create_buffer(env, NODE_VESSEL_SIZE, &data, &view) != napi_ok) return false;
  if (napi_get_typedarray_info(env, view, NULL, NULL, NULL, &buffer, NULL) != napi_ok) return false;
  if (napi_create_reference(env, buffer, 1, &vessel->buffer) != napi_ok) return false;

  vessel->data = data;

  return true;
}

/* Where its memory is; of no length when out of memory. From the loop, with no JavaScript below. */
static inline uv_buf_t
node_vessel_locate(napi_env env, node_vessel_t *vessel) {
  if (vessel->buffer == NULL) {
    napi_handle_scope scope;
    napi_open_handle_scope(env, &scope);

    if (!node_vessel_create(env, vessel)) node_discard_exception(env);

    napi_close_handle_scope(env, scope);
  }

  return uv_buf_init((char *) vessel->data, vessel->data == NULL ? 0 : NODE_VESSEL_SIZE);
}

/* Whether these bytes fill it. */
static inline bool
node_vessel_is_full(const node_vessel_t *vessel, const uint8_t *data, size_t len) {
  return vessel->data == data && len == NODE_VESSEL_SIZE;
}

/* The ArrayBuffer itself, which is nobody's vessel any more. */
static inline napi_value
node_vessel_take(napi_env env, node_vessel_t *vessel) {
  napi_value result = node_reference(env, vessel->buffer);
  node_vessel_end(env, vessel);

  return result;
}

#endif
