/*
 * Few bytes for each of many objects, told by one call into the engine: outside of JavaScript each
 * call of js.h enters and leaves the engine, which costs more than what such bytes are told for.
 * The conventions are those of bare.h.
 */
#ifndef BARE_ENGINE_GATHERING_H
#define BARE_ENGINE_GATHERING_H

#include "bare_calls.h"
#include "inbox.h"

/*
 * What waits to be told, in order: so many places of the inbox, all by one function. `callback`
 * belongs to the glue.
 */
typedef struct {
  inbox_t *inbox;
  js_ref_t *callback;
  uint32_t len;
} bare_gathering_t;

/* Whether so many bytes may wait; not those that are the engine's to release. */
static inline bool
bare_gathers(size_t len, void (*release)(void *)) {
  return release == NULL && len <= INBOX_SIZE;
}

/* Nothing waits any more. */
static inline void
bare_forget_gathered(bare_gathering_t *gathering) {
  gathering->len = 0;
}

/* Tells what waits. What JavaScript throws is an uncaught exception, as in any callback. */
static inline void
bare_tell_gathered(js_env_t *env, bare_gathering_t *gathering) {
  uint32_t len = gathering->len;
  if (len == 0) return;

  gathering->len = 0;

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  js_value_t *function = bare_reference(env, gathering->callback);

  gathering->inbox->told.together = len;
  if (function != NULL) js_call_function(env, function, function, 0, NULL, NULL);

  js_close_handle_scope(env, scope);
}

/* Has `callback` tell `object`, by its number, of `data`, which bare_gathers() allows: later, and
 * of others with it. */
static inline void
bare_gather(js_env_t *env, bare_gathering_t *gathering, js_ref_t *callback, uint32_t object,
            const uint8_t *data, size_t len) {
  bool is_full = gathering->len == INBOX_PLACES;
  if (is_full || gathering->callback != callback) bare_tell_gathered(env, gathering);

  inbox_put(gathering->inbox, gathering->len, data, len);
  gathering->callback = callback;
  gathering->inbox->told.objects[gathering->len++] = object;
}

#endif
