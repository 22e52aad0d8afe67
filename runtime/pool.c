#include "pool.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "link.h"
#include "poison.h"

/* As much as engines leave lying about between two collections of garbage. */
#define MAX_KEPT ((size_t) 1024)

typedef struct block_s block_t;

struct block_s {
  pipe_pool_t *pool;
  block_t *next;
  _Alignas(64) uint8_t data[];
};

struct pipe_pool_s {
  /* The environment's, and one for each block that is out. */
  atomic_size_t references;
  /* How many blocks are kept, and may be. */
  atomic_size_t kept;
  atomic_size_t limit;
  /* What has been given back, the last one first; it is taken off as a whole. */
  _Atomic(block_t *) returned;
  /* What has been taken off. The loop's thread. */
  block_t *ready;
};

pipe_pool_t *
pipe_pool_create(void) {
  pipe_pool_t *pool = calloc(1, sizeof(*pool));
  if (pool != NULL) atomic_init(&pool->references, 1);
  return pool;
}

static void
free_block(block_t *block) {
  PIPE_UNPOISON(block->data, PIPE_READ_BUFFER_SIZE);
  free(block);
}

static void
free_blocks(block_t *block) {
  while (block != NULL) {
    block_t *next = block->next;
    free_block(block);
    block = next;
  }
}

static block_t *
take_returned(pipe_pool_t *pool) {
  return atomic_exchange_explicit(&pool->returned, NULL, memory_order_acquire);
}

static void
release(pipe_pool_t *pool) {
  if (atomic_fetch_sub_explicit(&pool->references, 1, memory_order_acq_rel) > 1) return;
  free_blocks(take_returned(pool));
  free(pool);
}

static block_t *
take_kept(pipe_pool_t *pool) {
  if (pool->ready == NULL) pool->ready = take_returned(pool);
  block_t *block = pool->ready;
  if (block == NULL) return NULL;
  pool->ready = block->next;
  atomic_fetch_sub_explicit(&pool->kept, 1, memory_order_relaxed);
  PIPE_UNPOISON(block->data, PIPE_READ_BUFFER_SIZE);
  return block;
}

uint8_t *
pipe_pool_take(pipe_pool_t *pool) {
  block_t *block = take_kept(pool);
  if (block == NULL) block = malloc(sizeof(*block) + PIPE_READ_BUFFER_SIZE);
  if (block == NULL) return NULL;
  block->pool = pool;
  atomic_fetch_add_explicit(&pool->references, 1, memory_order_relaxed);
  atomic_store_explicit(&pool->limit, MAX_KEPT, memory_order_relaxed);
  return block->data;
}

static void
keep(pipe_pool_t *pool, block_t *block) {
  PIPE_POISON(block->data, PIPE_READ_BUFFER_SIZE);
  block->next = atomic_load_explicit(&pool->returned, memory_order_relaxed);
  while (!atomic_compare_exchange_weak_explicit(&pool->returned, &block->next, block,
                                                memory_order_release, memory_order_relaxed)) {
  }
}

void
pipe_pool_give_back(void *data) {
  block_t *block = pipe_container(data, block_t, data);
  pipe_pool_t *pool = block->pool;
  size_t limit = atomic_load_explicit(&pool->limit, memory_order_relaxed);
  if (atomic_fetch_add_explicit(&pool->kept, 1, memory_order_relaxed) < limit) {
    keep(pool, block);
  } else {
    atomic_fetch_sub_explicit(&pool->kept, 1, memory_order_relaxed);
    free_block(block);
  }
  release(pool);
}

void
pipe_pool_rest(pipe_pool_t *pool) {
  atomic_store_explicit(&pool->limit, 0, memory_order_relaxed);
  for (block_t *block = take_kept(pool); block != NULL; block = take_kept(pool))
    free_block(block);
}

void
pipe_pool_end(pipe_pool_t *pool) {
  pipe_pool_rest(pool);
  release(pool);
}
