#include "registry.h"

#include <stdlib.h>

/* A name is a slot's number below a generation, masked with the registry's key. */
#define SLOT_BITS       22
#define GENERATION_BITS 31
#define SLOT_LIMIT      (UINT32_C(1) << SLOT_BITS)
#define LAST_GENERATION ((UINT32_C(1) << GENERATION_BITS) - 1)
#define ID_MASK         ((UINT64_C(1) << (SLOT_BITS + GENERATION_BITS)) - 1)
#define NO_SLOT         UINT32_MAX
#define FIRST_CAPACITY  16

static uint64_t
random_key(const pipe_registry_t *registry) {
  uint64_t key = 0;
  if (uv_random(NULL, NULL, &key, sizeof(key), 0, NULL) != 0) {
    key = uv_hrtime() ^ (uint64_t) (uintptr_t) registry;
  }
  return key & ID_MASK;
}

void
pipe_registry_init(pipe_registry_t *registry) {
  *registry = (pipe_registry_t){.first_free = NO_SLOT};
  registry->key = random_key(registry);
}

void
pipe_registry_destroy(pipe_registry_t *registry) {
  free(registry->slots);
  registry->slots = NULL;
  registry->used = 0;
  registry->capacity = 0;
}

static int
grow(pipe_registry_t *registry) {
  if (registry->capacity == SLOT_LIMIT) return UV_ENOSPC;
  uint32_t capacity = registry->capacity == 0 ? FIRST_CAPACITY : registry->capacity * 2;
  pipe_registry_slot_t *slots = realloc(registry->slots, capacity * sizeof(*slots));
  if (slots == NULL) return UV_ENOMEM;
  registry->slots = slots;
  registry->capacity = capacity;
  return 0;
}

static int
take_slot(pipe_registry_t *registry, uint32_t *slot) {
  if (registry->first_free != NO_SLOT) {
    *slot = registry->first_free;
    registry->first_free = registry->slots[*slot].next_free;
    return 0;
  }
  if (registry->used == registry->capacity) {
    int err = grow(registry);
    if (err != 0) return err;
  }
  *slot = registry->used++;
  registry->slots[*slot] = (pipe_registry_slot_t){0};
  return 0;
}

static pipe_id_t
name_of(const pipe_registry_t *registry, uint32_t slot) {
  return (((uint64_t) registry->slots[slot].generation << SLOT_BITS) | slot) ^ registry->key;
}

int
pipe_registry_add(pipe_registry_t *registry, pipe_kind_t kind, void *object, pipe_id_t *id) {
  uint32_t number;
  int err = take_slot(registry, &number);
  if (err != 0) return err;
  pipe_registry_slot_t *slot = &registry->slots[number];
  slot->object = object;
  slot->kind = kind;
  slot->generation++;
  /* 0 names nothing; the one generation whose name would be 0 is passed over. */
  if (name_of(registry, number) == 0) slot->generation++;
  *id = name_of(registry, number);
  return 0;
}

static pipe_registry_slot_t *
find_slot(const pipe_registry_t *registry, pipe_id_t id) {
  if (id == 0 || (id & ~ID_MASK) != 0) return NULL;
  uint64_t plain = id ^ registry->key;
  uint32_t number = (uint32_t) (plain & (SLOT_LIMIT - 1));
  if (number >= registry->used) return NULL;
  pipe_registry_slot_t *slot = &registry->slots[number];
  if (slot->object == NULL || slot->generation != plain >> SLOT_BITS) return NULL;
  return slot;
}

void
pipe_registry_remove(pipe_registry_t *registry, pipe_id_t id) {
  pipe_registry_slot_t *slot = find_slot(registry, id);
  if (slot == NULL) return;
  slot->object = NULL;
  slot->kind = PIPE_KIND_NONE;
  /* A slot without two more names to give (0 may be one of them) is retired. */
  if (slot->generation >= LAST_GENERATION - 1) return;
  slot->next_free = registry->first_free;
  registry->first_free = (uint32_t) (slot - registry->slots);
}

void *
pipe_registry_find(const pipe_registry_t *registry, pipe_kind_t kind, pipe_id_t id) {
  const pipe_registry_slot_t *slot = find_slot(registry, id);
  return slot != NULL && slot->kind == kind ? slot->object : NULL;
}
