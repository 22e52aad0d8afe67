/*
 * Memory by way of which bytes reach JavaScript that are too few for an ArrayBuffer of their own:
 * the glue puts them into a place of it, and says which. Whoever is called copies them before
 * anything else happens. So do numbers, and whom a call is for: an engine would have to be entered
 * for each. And memory by way of which bytes leave it, whose address need not be asked for. Knows
 * nothing of any engine or module.
 *
 * Owned by the glue, and by each ArrayBuffer over it: a program may move the memory of such a one
 * to another. What releases the last of them may run on any thread.
 */
#ifndef ENGINE_INBOX_H
#define ENGINE_INBOX_H

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Typed arrays of up to this many bytes are in V8's heap, which is many times faster. */
#define INBOX_SIZE 64

/* How many objects' bytes are there at a time. */
#define INBOX_PLACES 64

/* How many bytes there is room for on their way down. */
#define OUTBOX_SIZE 16384

/* How many numbers a call can tell. */
#define INBOX_NUMBERS 8

/* What JavaScript sees of it: how many bytes are in each place, and the places. */
typedef struct {
  uint8_t lengths[INBOX_PLACES];
  uint8_t bytes[INBOX_PLACES][INBOX_SIZE];
} inbox_places_t;

/* What a call tells besides its arguments: numbers, how many objects it is for, each with a place,
 * and by which numbers these go. */
typedef struct {
  double numbers[INBOX_NUMBERS];
  uint32_t together;
  uint32_t objects[INBOX_PLACES];
} inbox_told_t;

typedef struct {
  atomic_uint references;
  inbox_told_t told;
  inbox_places_t places;
  uint8_t outgoing[OUTBOX_SIZE];
} inbox_t;

/* One that belongs to the caller. NULL when out of memory. */
static inline inbox_t *
inbox_create(void) {
  inbox_t *inbox = calloc(1, sizeof(*inbox));
  if (inbox == NULL) return NULL;

  atomic_init(&inbox->references, 1);

  return inbox;
}

static inline inbox_t *
inbox_retain(inbox_t *inbox) {
  atomic_fetch_add_explicit(&inbox->references, 1, memory_order_relaxed);

  return inbox;
}

/* Puts up to INBOX_SIZE bytes into a place, in the place of what was there. */
static inline void
inbox_put(inbox_t *inbox, size_t place, const uint8_t *data, size_t len) {
  memcpy(inbox->places.bytes[place], data, len);
  inbox->places.lengths[place] = (uint8_t) len;
}

/* The next call is for one object. */
static inline void
inbox_address(inbox_t *inbox, uint32_t object) {
  inbox->told.objects[0] = object;
  inbox->told.together = 1;
}

/* Any thread. NULL is let go of without more ado. */
static inline void
inbox_release(inbox_t *inbox) {
  if (inbox == NULL) return;
  if (atomic_fetch_sub_explicit(&inbox->references, 1, memory_order_acq_rel) == 1) free(inbox);
}

#endif
