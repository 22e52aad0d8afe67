/*
 * Memory of JavaScript's that is lent to C for longer than a call, by js.h's rules: kept by a
 * reference to its view, and looked up before each use, since a program may transfer, detach or
 * resize it at any time. The conventions are those of bare.h.
 */
#ifndef BARE_ENGINE_LOANS_H
#define BARE_ENGINE_LOANS_H

#include "bare_calls.h"
#include "bare_chunks.h"

/* Ends a loan. `loan` can be used again. */
static inline void
bare_end_loan(js_env_t *env, js_ref_t **loan) {
  if (*loan != NULL) js_delete_reference(env, *loan);

  *loan = NULL;
}

/* Lends the memory of a Uint8Array, unless other threads share it. End it with bare_end_loan. */
static inline bool
bare_lend_bytes(js_env_t *env, js_value_t *value, js_ref_t **result) {
  js_value_t *arraybuffer;
  uv_buf_t view;
  if (!bare_get_view(env, value, &view, &arraybuffer)) return false;

  if (!bare_check_unshared(env, arraybuffer)) return false;

  return js_create_reference(env, value, 1, result) == 0;
}

/*
 * Where lent memory is, for as long as no JavaScript runs; of no length where it is gone. From the
 * loop, with no JavaScript below that could be thrown at.
 */
static inline uv_buf_t
bare_locate_bytes(js_env_t *env, js_ref_t *loan) {
  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  uv_buf_t view;
  js_value_t *value = bare_reference(env, loan);

  if (value == NULL || !bare_locate_view(env, value, &view, NULL)) {
    view = uv_buf_init(NULL, 0);
    bare_take_failure(env);
  }

  js_close_handle_scope(env, scope);

  return view;
}

#endif
