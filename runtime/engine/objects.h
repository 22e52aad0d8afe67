/*
 * Numbers for the objects that JavaScript is called back for: which one is meant is written into
 * memory, and JavaScript finds it in a table, as to ask an engine for an object costs more than
 * many a call does. Knows nothing of any engine or module.
 */
#ifndef ENGINE_OBJECTS_H
#define ENGINE_OBJECTS_H

#include <stdint.h>
#include <stdlib.h>

/* The number of no object. */
#define OBJECTS_NONE 0

#define OBJECTS_FIRST_CAPACITY 16

/* Begins as all zero. */
typedef struct {
  /* Numbers that have been released: there is room for every one that was ever taken. */
  uint32_t *vacant;
  uint32_t vacant_len;
  uint32_t used;
  uint32_t capacity;
} objects_t;

static inline void
objects_destroy(objects_t *objects) {
  free(objects->vacant);
}

static inline int
objects_grow(objects_t *objects) {
  uint32_t capacity = objects->capacity == 0 ? OBJECTS_FIRST_CAPACITY : objects->capacity * 2;
  uint32_t *vacant = realloc(objects->vacant, capacity * sizeof(*vacant));
  if (vacant == NULL) return -1;

  objects->vacant = vacant;
  objects->capacity = capacity;

  return 0;
}

/* A number that nobody has, the lowest there can be at first. OBJECTS_NONE when out of memory. */
static inline uint32_t
objects_take(objects_t *objects) {
  if (objects->vacant_len > 0) return objects->vacant[--objects->vacant_len];
  if (objects->used == objects->capacity && objects_grow(objects) < 0) return OBJECTS_NONE;

  return ++objects->used;
}

/* Somebody else can have `number`, which may be OBJECTS_NONE. */
static inline void
objects_release(objects_t *objects, uint32_t number) {
  if (number != OBJECTS_NONE) objects->vacant[objects->vacant_len++] = number;
}

#endif
