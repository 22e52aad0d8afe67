/*
 * The inbox as JavaScript sees it, and few bytes on their way there, by js.h's rules. The
 * conventions are those of bare.h.
 */
#ifndef BARE_ENGINE_INBOX_H
#define BARE_ENGINE_INBOX_H

#include "bare.h"
#include "inbox.h"

/* Finalizer of an ArrayBuffer over the inbox. Any thread. */
static inline void
bare_on_inbox_collected(js_env_t *env, void *data, void *inbox) {
  (void) env;
  (void) data;

  inbox_release(inbox);
}

/* An ArrayBuffer over a part of the inbox. NULL, with an exception pending, when out of memory. */
static inline js_value_t *
bare_open_part(js_env_t *env, inbox_t *inbox, void *data, size_t len) {
  js_value_t *result;

  if (js_create_external_arraybuffer(env, data, len, bare_on_inbox_collected, inbox_retain(inbox),
                                     &result) < 0) {
    inbox_release(inbox);
    return NULL;
  }

  return result;
}

static inline js_value_t *
bare_open_inbox(js_env_t *env, inbox_t *inbox) {
  return bare_open_part(env, inbox, &inbox->places, sizeof(inbox->places));
}

static inline js_value_t *
bare_open_told(js_env_t *env, inbox_t *inbox) {
  return bare_open_part(env, inbox, &inbox->told, sizeof(inbox->told));
}

static inline js_value_t *
bare_open_outbox(js_env_t *env, inbox_t *inbox) {
  return bare_open_part(env, inbox, inbox->outgoing, sizeof(inbox->outgoing));
}

/* The place of the bytes in the inbox, or what bare_create_bytes makes of too many for it. */
static inline js_value_t *
bare_bring_bytes(js_env_t *env, inbox_t *inbox, uint8_t *data, size_t len,
                 void (*release)(void *)) {
  if (release != NULL || len > INBOX_SIZE) return bare_create_bytes(env, data, len, release);

  js_value_t *result;
  inbox_put(inbox, 0, data, len);

  return js_create_uint32(env, 0, &result) == 0 ? result : NULL;
}

#endif
