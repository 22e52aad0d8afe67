#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>

#include "harness.h"
#include "pool.h"

enum { MANY = 3000, KEPT = 1024, THREADS = 4, ROUNDS = 2000 };

static uint8_t *
take(pipe_pool_t *pool) {
  uint8_t *data = pipe_pool_take(pool);
  CHECK(data != NULL);
  memset(data, 0xaa, PIPE_READ_BUFFER_SIZE);
  return data;
}

static void
what_comes_back_last_is_taken_first(world_t *world) {
  (void) world;
  pipe_pool_t *pool = pipe_pool_create();
  uint8_t *first = take(pool), *second = take(pool);
  CHECK(first != second);
  pipe_pool_give_back(first);
  pipe_pool_give_back(second);
  CHECK(take(pool) == second);
  CHECK(take(pool) == first);
  pipe_pool_give_back(first);
  pipe_pool_give_back(second);
  pipe_pool_end(pool);
}

/* Bytes that malloc has handed out: what a pool keeps is among them. */
static size_t
in_use(void) {
  return mallinfo2().uordblks;
}

static void
no_more_is_kept_than_there_may_be(world_t *world) {
  (void) world;
  pipe_pool_t *pool = pipe_pool_create();
  uint8_t **all = malloc(MANY * sizeof(*all));
  size_t before = in_use();
  for (int i = 0; i < MANY; i++)
    all[i] = take(pool);
  for (int i = 0; i < MANY; i++)
    pipe_pool_give_back(all[i]);
  size_t kept = in_use() - before;
#ifndef __SANITIZE_ADDRESS__
  CHECK(kept >= KEPT * PIPE_READ_BUFFER_SIZE);
  CHECK(kept < (KEPT + 1) * (PIPE_READ_BUFFER_SIZE + 256));
#endif
  pipe_pool_rest(pool);
  kept = in_use() - before;
  CHECK(kept < PIPE_READ_BUFFER_SIZE);
  free(all);
  pipe_pool_end(pool);
}

static void
at_rest_nothing_is_kept(world_t *world) {
  (void) world;
  pipe_pool_t *pool = pipe_pool_create();
  uint8_t *early = take(pool), *late = take(pool);
  size_t before = in_use();
  pipe_pool_give_back(early);
  pipe_pool_rest(pool);
  pipe_pool_give_back(late);
#ifndef __SANITIZE_ADDRESS__
  CHECK(in_use() <= before - 2 * PIPE_READ_BUFFER_SIZE);
#endif
  (void) before;
  uint8_t *again = take(pool);
  pipe_pool_give_back(again);
  CHECK(take(pool) == again);
  pipe_pool_give_back(again);
  pipe_pool_end(pool);
}

static void
what_is_out_outlives_its_pool(world_t *world) {
  (void) world;
  pipe_pool_t *pool = pipe_pool_create();
  uint8_t *early = take(pool), *late = take(pool);
  pipe_pool_give_back(early);
  pipe_pool_end(pool);
  memset(late, 0xbb, PIPE_READ_BUFFER_SIZE);
  pipe_pool_give_back(late);
}

typedef struct {
  pthread_t thread;
  uint8_t *mine[ROUNDS];
} giver_t;

static void *
give_back(void *data) {
  giver_t *giver = data;
  for (int i = 0; i < ROUNDS; i++)
    pipe_pool_give_back(giver->mine[i]);
  return NULL;
}

/* Nobody gets what somebody else has: each block says whose it is. */
static void
given_back_on_other_threads(world_t *world) {
  (void) world;
  pipe_pool_t *pool = pipe_pool_create();
  giver_t *givers = calloc(THREADS, sizeof(*givers));
  for (int i = 0; i < THREADS; i++) {
    for (int j = 0; j < ROUNDS; j++)
      givers[i].mine[j] = pipe_pool_take(pool);
  }
  for (int i = 0; i < THREADS; i++)
    CHECK_OK(pthread_create(&givers[i].thread, NULL, give_back, &givers[i]));
  int *mine[64];
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < 64; i++) {
      mine[i] = (int *) (void *) pipe_pool_take(pool);
      *mine[i] = i;
    }
    for (int i = 0; i < 64; i++) {
      CHECK_EQ(*mine[i], i);
      pipe_pool_give_back(mine[i]);
    }
    if (round % 100 == 0) pipe_pool_rest(pool);
  }
  pipe_pool_end(pool);
  for (int i = 0; i < THREADS; i++)
    CHECK_OK(pthread_join(givers[i].thread, NULL));
  free(givers);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(what_comes_back_last_is_taken_first),
    TEST(no_more_is_kept_than_there_may_be),
    TEST(at_rest_nothing_is_kept),
    TEST(what_is_out_outlives_its_pool),
    TEST(given_back_on_other_threads),
  };
  return RUN_TESTS(tests);
}
