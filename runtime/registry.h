/*
 * Names for live objects. A name is looked up, never dereferenced: a stale, foreign or invented one
 * finds nothing, and the name of one kind of object never yields another kind.
 */
#ifndef PIPE_REGISTRY_H
#define PIPE_REGISTRY_H

#include "pipe.h"

typedef enum {
  PIPE_KIND_NONE,
  PIPE_KIND_STREAM,
  PIPE_KIND_LISTENER,
} pipe_kind_t;

typedef struct {
  void *object;
  /* How often the slot has been filled; part of the name. */
  uint32_t generation;
  uint32_t next_free;
  pipe_kind_t kind;
} pipe_registry_slot_t;

typedef struct {
  pipe_registry_slot_t *slots;
  uint32_t used;
  uint32_t capacity;
  uint32_t first_free;
  /* Drawn at random, so that names of two registries do not coincide. */
  uint64_t key;
} pipe_registry_t;

/* An empty registry. */
void
pipe_registry_init(pipe_registry_t *registry);

/* Frees the table; the objects are not the registry's. */
void
pipe_registry_destroy(pipe_registry_t *registry);

/*
 * Names `object`. `id` is not 0, needs at most 53 bits, and is never given again.
 *
 * Returns 0, UV_ENOMEM, or UV_ENOSPC when all names are in use.
 */
int
pipe_registry_add(pipe_registry_t *registry, pipe_kind_t kind, void *object, pipe_id_t *id);

/* Ends the life of `id`; it must be a name that pipe_registry_add gave and that still stands. */
void
pipe_registry_remove(pipe_registry_t *registry, pipe_id_t id);

/* What `id` names if that is alive and of `kind`, else NULL. Constant time. */
void *
pipe_registry_find(const pipe_registry_t *registry, pipe_kind_t kind, pipe_id_t id);

#endif
