/*
 * The inbox as JavaScript sees it, and few bytes on their way there, by Node-API's rules. The
 * conventions are those of node.h.
 */
#ifndef NODE_ENGINE_INBOX_H
#define NODE_ENGINE_INBOX_H

#include "inbox.h"
#include "node.h"
#include "node_vessel.h"

/* Finalizer of an ArrayBuffer over the inbox. */
static inline void
node_on_inbox_collected(napi_env env, void *data, void *inbox) {
  (void) env;
  (void) data;

  inbox_release(inbox);
}

/* An ArrayBuffer over a part of the inbox. NULL, with an exception pending, when out of memory. */
static inline napi_value
node_open_part(napi_env env, inbox_t *inbox, void *data, size_t len) {
  napi_value result;

  if (napi_create_external_arraybuffer(env, data, len, node_on_inbox_collected, inbox_retain(inbox),
                                       &result) != napi_ok) {
    inbox_release(inbox);
    return NULL;
  }

  return result;
}

static inline napi_value
node_open_inbox(napi_env env, inbox_t *inbox) {
  return node_open_part(env, inbox, &inbox->places, sizeof(inbox->places));
}

static inline napi_value
node_open_told(napi_env env, inbox_t *inbox) {
  return node_open_part(env, inbox, &inbox->told, sizeof(inbox->told));
}

static inline napi_value
node_open_outbox(napi_env env, inbox_t *inbox) {
  return node_open_part(env, inbox, inbox->outgoing, sizeof(inbox->outgoing));
}

/*
 * The place of the bytes in the inbox, or the vessel, where that has been filled, or what
 * node_create_bytes makes of other bytes.
 */
static inline napi_value
node_bring_bytes(napi_env env, inbox_t *inbox, node_vessel_t *vessel, uint8_t *data, size_t len,
                 void (*release)(void *)) {
  if (node_vessel_is_full(vessel, data, len)) return node_vessel_take(env, vessel);
  if (release != NULL || len > INBOX_SIZE) return node_create_bytes(env, data, len, release);

  napi_value result;
  inbox_put(inbox, 0, data, len);

  return napi_create_uint32(env, 0, &result) == napi_ok ? result : NULL;
}

#endif
