#include "retention.h"

#include <malloc.h>
#include <stdlib.h>

#include "harness.h"

enum { CHUNK = 65536, BULK = 1024, SECOND = 1000 };

/* Some time of a loop that has been there for a while. */
#define NOW ((uint64_t) 123456)

/* A block of 24 MiB, which nobody touches: volatile, so that a compiler makes it all the same.
 * `mapped` tells whether it is a mapping of its own, which goes when it is freed.
 */
static void *
make_block(bool *mapped) {
  size_t before = mallinfo2().hblks;
  void *volatile block = malloc((size_t) 24 << 20);
  *mapped = mallinfo2().hblks > before;
  return block;
}

static void
count(pipe_retention_t *retention, int chunks, uint64_t now) {
  for (int i = 0; i < chunks; i++)
    pipe_retention_count(retention, CHUNK, now);
}

static void
little_changes_nothing(world_t *world) {
  (void) world;
  pipe_retention_t retention = {0};
  count(&retention, BULK - 1, NOW);
  CHECK(!retention.raised);
}

static void
much_in_a_long_time_changes_nothing(world_t *world) {
  (void) world;
  pipe_retention_t retention = {0};
  for (int i = 0; i < 10; i++)
    count(&retention, BULK, NOW + (uint64_t) i * SECOND);
  CHECK(!retention.raised);
}

static void
one_that_reads_in_bulk_keeps_what_is_freed(world_t *world) {
  (void) world;
  pipe_retention_t retention = {0};
  bool mapped_before, mapped_after;
  count(&retention, BULK, NOW);
  CHECK(!retention.raised);
  count(&retention, BULK - 1, NOW + SECOND - 1);
  CHECK(!retention.raised);
  void *before = make_block(&mapped_before);
  count(&retention, 1, NOW + SECOND - 1);
  CHECK(retention.raised);
  void *after = make_block(&mapped_after);
  /* Another malloc than glibc's has other rules. */
#ifndef __SANITIZE_ADDRESS__
  CHECK(mapped_before);
  CHECK(!mapped_after);
#endif
  free(before);
  free(after);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(little_changes_nothing),
    TEST(much_in_a_long_time_changes_nothing),
    TEST(one_that_reads_in_bulk_keeps_what_is_freed),
  };
  return RUN_TESTS(tests);
}
