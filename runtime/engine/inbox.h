/*
 * Memory by way of which bytes reach JavaScript that are too few for an ArrayBuffer of their own:
 * the glue puts them there, and says how many. Whoever is called copies them before anything else
 * happens. Knows nothing of any engine or module.
 *
 * Owned by the glue, and by each ArrayBuffer over it: a program may move the memory of such a one
 * to another. What releases the last of them may run on any thread.
 */
#ifndef ENGINE_INBOX_H
#define ENGINE_INBOX_H

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

/* Typed arrays of up to this many bytes are in V8's heap, which is many times faster. */
#define INBOX_SIZE 64

typedef struct {
  atomic_uint references;
  uint8_t bytes[INBOX_SIZE];
} inbox_t;

/* One that belongs to the caller. NULL when out of memory. */
static inline inbox_t *
inbox_create(void) {
  inbox_t *inbox = calloc(1, sizeof(*inbox));
  if (inbox != NULL) atomic_init(&inbox->references, 1);

  return inbox;
}

static inline inbox_t *
inbox_retain(inbox_t *inbox) {
  atomic_fetch_add_explicit(&inbox->references, 1, memory_order_relaxed);

  return inbox;
}

/* Any thread. NULL is let go of without more ado. */
static inline void
inbox_release(inbox_t *inbox) {
  if (inbox == NULL) return;
  if (atomic_fetch_sub_explicit(&inbox->references, 1, memory_order_acq_rel) == 1) free(inbox);
}

#endif
