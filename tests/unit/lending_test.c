#include "channel.h"
#include "harness.h"

#define LEN 200000

static void
read_all(peer_t *peer, const uint8_t *bytes, size_t len) {
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(peer->world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, len);
  CHECK(memcmp(peer->bytes, bytes, len) == 0);
  CHECK_EQ(peer->reads, 0);
  CHECK_TEXT(peer->log, "re");
}

/* A peer with something to read at its other end, which is closed. */
static peer_t *
peer_with(world_t *world, const uint8_t *bytes, size_t len) {
  int fds[2];
  make_socketpair(fds);
  CHECK_EQ(write(fds[1], bytes, len), (long long) len);
  close(fds[1]);
  return open_peer(world, fds[0]);
}

static void
what_is_read_is_in_the_memory(world_t *world) {
  static const size_t sizes[] = {1, 7, 4096, 100000};
  uint8_t *bytes = pattern(50000);
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    size_t len = sizes[i] < 10 ? 500 : 50000;
    peer_t *peer = peer_with(world, bytes, len);
    lend(peer, sizes[i]);
    read_all(peer, bytes, len);
    CHECK_EQ(peer->largest_fill, sizes[i] < len ? sizes[i] : len);
    close_peer(peer);
  }
  free(bytes);
}

static void
a_file_is_read_into_it(world_t *world) {
  static const size_t sizes[] = {1000, 65536, 1000000};
  uint8_t *bytes = pattern(LEN);
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    peer_t *peer = open_peer(world, make_file(bytes, LEN));
    lend(peer, sizes[i]);
    read_all(peer, bytes, LEN);
    CHECK_EQ(peer->largest_fill, sizes[i] < 65536 ? sizes[i] : 65536);
    close_peer(peer);
  }
  free(bytes);
}

static void
lend_more(peer_t *peer) {
  lend(peer, peer->lent_len + 1);
}

static void
another_one_is_lent_inside_the_callback(world_t *world) {
  uint8_t *bytes = pattern(500);
  peer_t *peer = peer_with(world, bytes, 500);
  lend(peer, 1);
  peer->on_filled = lend_more;
  read_all(peer, bytes, 500);
  /* 1 + 2 + ... + 31 = 496 */
  CHECK_EQ(peer->fills, 32);
  close_peer(peer);
  free(bytes);
}

static void
take_back(peer_t *peer) {
  peer->lent_len = 0;
}

static void
check_gone(peer_t *peer, size_t len) {
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(peer->world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ENOBUFS);
  CHECK_EQ(peer->len, len);
  CHECK_EQ(turn(peer->world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "r!");
}

static void
memory_that_is_gone_is_told_once(world_t *world) {
  uint8_t *bytes = pattern(100);
  peer_t *peer = peer_with(world, bytes, 100);
  lend(peer, 10);
  peer->on_filled = take_back;
  check_gone(peer, 10);
  /* The rest is where it was. */
  lend(peer, 50);
  peer->on_filled = NULL;
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, 100);
  CHECK(memcmp(peer->bytes, bytes, 100) == 0);
  close_peer(peer);
  free(bytes);
}

static void
memory_that_is_gone_while_a_file_is_read(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = open_peer(world, make_file(bytes, LEN));
  lend(peer, 10);
  CHECK_OK(pipe_stream_resume(peer->stream));
  take_back(peer);
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ENOBUFS);
  CHECK_EQ(peer->fills, 0);
  CHECK_EQ(pipe_stream_resume(peer->stream), UV_ENOBUFS);
  close_peer(peer);
  free(bytes);
}

static void
close_here(peer_t *peer) {
  pipe_stream_close(peer->stream);
}

static void
d1_close_inside_the_callback(world_t *world) {
  uint8_t *bytes = pattern(100);
  peer_t *peers[] = {peer_with(world, bytes, 100), open_peer(world, make_file(bytes, 100))};
  for (size_t i = 0; i < 2; i++) {
    lend(peers[i], 10);
    peers[i]->on_filled = close_here;
    CHECK_OK(pipe_stream_resume(peers[i]->stream));
    RUN_UNTIL(world, peers[i]->closes == 1);
    CHECK_EQ(peers[i]->len, 10);
    CHECK_TEXT(peers[i]->log, "rx");
    free_peer(peers[i]);
  }
  free(bytes);
}

static void
nothing_is_lent_to_what_is_closing(world_t *world) {
  const pipe_loan_t loan = {NULL, NULL};
  peer_t *peer = plain_peer(world);
  pipe_stream_close(peer->stream);
  CHECK_EQ(pipe_stream_read_into(peer->stream, &loan), UV_EBADF);
  RUN_UNTIL(world, peer->closes == 1);
  free_peer(peer);
}

/* One end of a channel with memory that has been lent; two messages wait, the first with a handle.
 */
static peer_t *
peer_with_messages(world_t *world, int *raw) {
  peer_t *peer = half_channel(world, raw);
  peer->stays = true;
  lend(peer, 3);
  int fds[2];
  make_socketpair(fds);
  send_text(*raw, "abcd", fds[0], 1);
  send_text(*raw, "ef", -1, 0);
  close(fds[0]);
  close(fds[1]);
  return peer;
}

static void
i1_handles_come_first(world_t *world) {
  int raw;
  peer_t *peer = peer_with_messages(world, &raw);
  RUN_UNTIL(world, peer->len == 6);
  CHECK_TEXT(peer->log, "hr");
  CHECK_EQ(peer->largest_fill, 3);
  CHECK(memcmp(peer->bytes, "abcdef", 6) == 0);
  close_peer(peer);
  close(raw);
}

static void
i1_memory_that_is_taken_by_a_listener(world_t *world) {
  int raw;
  peer_t *peer = peer_with_messages(world, &raw);
  peer->on_handle = take_back;
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ENOBUFS);
  CHECK_TEXT(peer->log, "h!");
  close_peer(peer);
  close(raw);
}

static void
i1_memory_that_is_replaced_by_a_listener(world_t *world) {
  int raw;
  peer_t *peer = peer_with_messages(world, &raw);
  /* What is looked for afterwards is somewhere else. */
  peer->stays = false;
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ENOBUFS);
  CHECK_EQ(peer->fills, 0);
  close_peer(peer);
  close(raw);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(what_is_read_is_in_the_memory),
    TEST(a_file_is_read_into_it),
    TEST(another_one_is_lent_inside_the_callback),
    TEST(memory_that_is_gone_is_told_once),
    TEST(memory_that_is_gone_while_a_file_is_read),
    TEST(d1_close_inside_the_callback),
    TEST(nothing_is_lent_to_what_is_closing),
    TEST(i1_handles_come_first),
    TEST(i1_memory_that_is_taken_by_a_listener),
    TEST(i1_memory_that_is_replaced_by_a_listener),
  };
  return RUN_TESTS(tests);
}
