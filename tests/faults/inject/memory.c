#include "memory.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "fault.h"

#define MAX_BLOCKS 8192

typedef struct {
  void *address;
  size_t size;
  long cycle;
} block_t;

/* In no order: a freed one is replaced by the last. */
static block_t blocks[MAX_BLOCKS];
static size_t blocks_len;
static pthread_mutex_t noting = PTHREAD_MUTEX_INITIALIZER;

static void
note(void *address, size_t size) {
  if (address == NULL) return;
  pthread_mutex_lock(&noting);
  if (blocks_len == MAX_BLOCKS) {
    fprintf(stderr, "faults: the addon has more than %d blocks\n", MAX_BLOCKS);
    abort();
  }
  blocks[blocks_len++] = (block_t){.address = address, .size = size, .cycle = fault_cycle()};
  pthread_mutex_unlock(&noting);
}

static void
forget(const void *address) {
  if (address == NULL) return;
  pthread_mutex_lock(&noting);
  size_t i = blocks_len;
  while (i > 0 && blocks[i - 1].address != address)
    i--;
  if (i == 0) {
    fprintf(stderr, "faults: the addon frees %p, which it has not allocated\n", address);
    abort();
  }
  blocks[i - 1] = blocks[--blocks_len];
  pthread_mutex_unlock(&noting);
}

void *
fault_malloc(size_t size) {
  static fault_call_t place = {"malloc", 0};
  void *block = fault_due(&place) ? NULL : malloc(size);
  note(block, size);
  return block;
}

void *
fault_calloc(size_t count, size_t size) {
  static fault_call_t place = {"calloc", 0};
  void *block = fault_due(&place) ? NULL : calloc(count, size);
  note(block, count * size);
  return block;
}

void *
fault_realloc(void *block, size_t size) {
  static fault_call_t place = {"realloc", 0};
  if (fault_due(&place)) return NULL;
  forget(block);
  void *moved = realloc(block, size);
  if (moved == NULL) abort();
  note(moved, size);
  return moved;
}

void
fault_free(void *block) {
  forget(block);
  free(block);
}

void
memory_walk(void (*tell)(long cycle, size_t size, void *data), void *data) {
  pthread_mutex_lock(&noting);
  for (size_t i = 0; i < blocks_len; i++)
    tell(blocks[i].cycle, blocks[i].size, data);
  pthread_mutex_unlock(&noting);
}
