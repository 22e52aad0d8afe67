#include "channel.h"
#include "env.h"
#include "harness.h"

#define LEN ((size_t) 150000)

/* What stands for memory of an engine's. */
static struct {
  uint8_t bytes[65536];
  size_t len;
  int asked;
} vessel;

static uv_buf_t
locate(void *data) {
  (void) data;
  vessel.asked++;
  return uv_buf_init((char *) vessel.bytes, (unsigned) vessel.len);
}

static void
offer(world_t *world, size_t len) {
  memset(&vessel, 0, sizeof(vessel));
  vessel.len = len;
  pipe_env_read_into(world->env, locate, NULL);
}

static peer_t *
peer_of(world_t *world, int fd, uint32_t read_buffer_size) {
  peer_t *peer = open_reader(world, fd, read_buffer_size);
  return peer;
}

/* All that is sent arrives, in chunks of up to `largest`. */
static peer_t *
read_all(world_t *world, uint32_t read_buffer_size, size_t len, size_t largest) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = peer_of(world, fds[0], read_buffer_size);
  uint8_t *bytes = pattern(len);
  CHECK_EQ(write(fds[1], bytes, len), (long long) len);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == len);
  CHECK(memcmp(peer->bytes, bytes, len) == 0);
  CHECK_EQ(peer->largest_chunk, largest);
  free(bytes);
  close(fds[1]);
  return peer;
}

static void
chunks_are_borrowed_from_it(world_t *world) {
  offer(world, sizeof(vessel.bytes));
  peer_t *peer = read_all(world, 65536, LEN, 65536);
  CHECK_EQ(peer->owned_chunks, 0);
  CHECK_EQ(peer->borrowed_chunks, 3);
  CHECK(vessel.asked >= 3);
  /* The last bytes were told from there. */
  CHECK(memcmp(vessel.bytes, peer->bytes + 131072, LEN - 131072) == 0);
  close_peer(peer);
}

/* Whether that is much is found in retention_test.c. */
static void
what_is_read_counts_as_what_the_engine_will_free(world_t *world) {
  offer(world, sizeof(vessel.bytes));
  peer_t *peer = read_all(world, 65536, LEN, 65536);
  CHECK_EQ(world->env->retention.bytes, LEN);
  close_peer(peer);
}

static void
its_length_is_the_most_that_is_read(world_t *world) {
  offer(world, 1000);
  peer_t *peer = read_all(world, 65536, 10000, 1000);
  CHECK_EQ(peer->borrowed_chunks, 10);
  close_peer(peer);
}

static void
r1_no_chunk_exceeds_the_read_buffer_size(world_t *world) {
  offer(world, sizeof(vessel.bytes));
  close_peer(read_all(world, 7, 1000, 7));
}

static void
without_it_the_runtime_has_memory(world_t *world) {
  offer(world, 0);
  peer_t *peer = read_all(world, 65536, LEN, 65536);
  CHECK(vessel.asked >= 3);
  CHECK_EQ(peer->owned_chunks, 2);
  CHECK_EQ(peer->borrowed_chunks, 1);
  close_peer(peer);
}

static void
a_stream_that_was_there_before_does_not_use_it(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  offer(world, sizeof(vessel.bytes));
  CHECK_EQ(write(fds[1], "x", 1), 1);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == 1);
  CHECK_EQ(vessel.asked, 0);
  close(fds[1]);
  close_peer(peer);
}

static void
a_file_is_read_elsewhere(world_t *world) {
  offer(world, sizeof(vessel.bytes));
  uint8_t *bytes = pattern(65536);
  peer_t *peer = open_peer(world, make_file(bytes, 65536));
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK(memcmp(peer->bytes, bytes, 65536) == 0);
  CHECK_EQ(peer->owned_chunks, 1);
  CHECK_EQ(vessel.asked, 0);
  close_peer(peer);
  free(bytes);
}

static void
an_ipc_stream_reads_into_it(world_t *world) {
  offer(world, sizeof(vessel.bytes));
  int raw;
  peer_t *peer = half_channel(world, &raw);
  CHECK_EQ(write(raw, "bytes", 5), 5);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == 5);
  CHECK(memcmp(vessel.bytes, "bytes", 5) == 0);
  close_peer(peer);
  close(raw);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(chunks_are_borrowed_from_it),
    TEST(what_is_read_counts_as_what_the_engine_will_free),
    TEST(its_length_is_the_most_that_is_read),
    TEST(r1_no_chunk_exceeds_the_read_buffer_size),
    TEST(without_it_the_runtime_has_memory),
    TEST(a_stream_that_was_there_before_does_not_use_it),
    TEST(a_file_is_read_elsewhere),
    TEST(an_ipc_stream_reads_into_it),
  };
  return RUN_TESTS(tests);
}
