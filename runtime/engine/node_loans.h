/*
 * Memory of JavaScript's that is lent to C for longer than a call, by Node-API's rules: kept by a
 * reference to its view, and looked up before each use, since a program may transfer, detach or
 * resize it at any time. All of it runs on the thread of the environment.
 */
#ifndef NODE_LOANS_H
#define NODE_LOANS_H

#include "node_calls.h"
#include "node_chunks.h"

/* Ends a loan. `loan` can be used again. */
static inline void
node_end_loan(napi_env env, napi_ref *loan) {
  node_release_reference(env, *loan);
  *loan = NULL;
}

/* Lends the memory of a Uint8Array, unless other threads share it. End it with node_end_loan. */
static inline bool
node_lend_bytes(napi_env env, napi_value value, napi_ref *result) {
  uv_buf_t view;
  if (!node_get_view(env, value, &view)) return false;

  napi_value memory;
  napi_status status = napi_get_typedarray_info(env, value, NULL, NULL, NULL, &memory, NULL);
  if (status != napi_ok) return false;

  bool is_arraybuffer;
  napi_is_arraybuffer(env, memory, &is_arraybuffer);
  if (!is_arraybuffer) return node_throw_type_error(env, "Expected memory that is not shared");

  return napi_create_reference(env, value, 1, result) == napi_ok;
}

/*
 * Where lent memory is, for as long as no JavaScript runs; of no length where it is gone. From the
 * loop, with no JavaScript below that could be thrown at.
 */
static inline uv_buf_t
node_locate_bytes(napi_env env, napi_ref loan) {
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  uv_buf_t view;
  napi_value value = node_reference(env, loan);

  if (value == NULL || !node_get_view(env, value, &view)) {
    view = uv_buf_init(NULL, 0);
    node_discard_exception(env);
  }

  napi_close_handle_scope(env, scope);

  return view;
}

#endif
