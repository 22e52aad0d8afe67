#include "harness.h"

#define HALF_BUFFER ((size_t) 32768)

static void
fill(int fd, const uint8_t *bytes, size_t len) {
  CHECK_EQ(write(fd, bytes, len), (long long) len);
}

static void
r1_what_is_sent_arrives(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uint8_t *bytes = pattern(HALF_BUFFER * 3);
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK_OK(pipe_stream_resume(peer->stream));
  for (int i = 0; i < 3; i++) {
    fill(fds[1], bytes + i * HALF_BUFFER, HALF_BUFFER);
    RUN_UNTIL(world, peer->len == (size_t) (i + 1) * HALF_BUFFER);
  }
  CHECK(memcmp(peer->bytes, bytes, peer->len) == 0);
  close(fds[1]);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_TEXT(peer->log, "re");
  close_peer(peer);
  free(bytes);
}

static void
r1_no_chunk_exceeds_the_read_buffer_size(world_t *world) {
  static const uint32_t sizes[] = {1, 7, 4096, 65535, 65536, 0x7fffffff};
  uint8_t *bytes = pattern(1000);
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    int fds[2];
    make_socketpair(fds);
    peer_t *peer = open_reader(world, fds[0], sizes[i]);
    CHECK_OK(pipe_stream_resume(peer->stream));
    fill(fds[1], bytes, 1000);
    RUN_UNTIL(world, peer->len == 1000);
    CHECK_EQ(peer->largest_chunk, sizes[i] < 1000 ? sizes[i] : 1000);
    CHECK(memcmp(peer->bytes, bytes, 1000) == 0);
    close_peer(peer);
    close(fds[1]);
  }
  free(bytes);
}

static void
r1_no_chunk_exceeds_what_is_read_at_once(world_t *world) {
  enum { LEN = 150000 };
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_reader(world, fds[0], 0x7fffffff);
  uint8_t *bytes = pattern(LEN);
  fill(fds[1], bytes, LEN);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == LEN);
  CHECK_EQ(peer->largest_chunk, 65536);
  CHECK(memcmp(peer->bytes, bytes, LEN) == 0);
  close_peer(peer);
  close(fds[1]);
  free(bytes);
}

static void
small_chunks_are_lent_and_large_ones_given(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uint8_t *bytes = pattern(HALF_BUFFER);
  CHECK_OK(pipe_stream_resume(peer->stream));
  fill(fds[1], bytes, HALF_BUFFER - 1);
  RUN_UNTIL(world, peer->len == HALF_BUFFER - 1);
  CHECK_EQ(peer->borrowed_chunks, 1);
  CHECK_EQ(peer->owned_chunks, 0);
  fill(fds[1], bytes, HALF_BUFFER);
  RUN_UNTIL(world, peer->len == 2 * HALF_BUFFER - 1);
  CHECK_EQ(peer->owned_chunks, 1);
  CHECK_EQ(peer->borrowed_chunks, 1);
  close_peer(peer);
  close(fds[1]);
  free(bytes);
}

static void
pause_here(peer_t *peer) {
  pipe_stream_pause(peer->stream);
}

/* With one byte in each chunk libuv would bring the next one within the same wake-up. */
static void
r2_pause_inside_the_callback(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_reader(world, fds[0], 1);
  peer->on_read = pause_here;
  fill(fds[1], (const uint8_t *) "abc", 3);
  for (size_t i = 1; i <= 3; i++) {
    CHECK_OK(pipe_stream_resume(peer->stream));
    RUN_UNTIL(world, peer->len == i);
    turn(world, UV_RUN_NOWAIT);
    turn(world, UV_RUN_NOWAIT);
    CHECK_EQ(peer->len, i);
  }
  CHECK(memcmp(peer->bytes, "abc", 3) == 0);
  close_peer(peer);
  close(fds[1]);
}

static void
pause_and_resume_here(peer_t *peer) {
  pipe_stream_pause(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
}

static void
r2_pause_and_resume_inside_the_callback(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  peer->on_read = pause_and_resume_here;
  CHECK_OK(pipe_stream_resume(peer->stream));
  for (size_t i = 1; i <= 3; i++) {
    fill(fds[1], (const uint8_t *) "abc", 1);
    RUN_UNTIL(world, peer->len == i);
  }
  pipe_stream_pause(peer->stream);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  close_peer(peer);
  close(fds[1]);
}

static void
r2_pause_and_resume_between_two_turns(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  peer->on_read = pause_here;
  for (size_t i = 1; i <= 3; i++) {
    CHECK_OK(pipe_stream_resume(peer->stream));
    fill(fds[1], (const uint8_t *) "abc", 1);
    RUN_UNTIL(world, peer->len == i);
  }
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  close_peer(peer);
  close(fds[1]);
}

static void
pause_the_other(peer_t *peer) {
  pipe_stream_pause(((peer_t *) peer->context)->stream);
}

/* The kernel has told of both, and libuv calls back for the second one after the first. */
static void
r2_pause_inside_the_callback_of_another(world_t *world) {
  int first[2], second[2];
  make_socketpair(first);
  make_socketpair(second);
  peer_t *peers[] = {open_peer(world, first[0]), open_peer(world, second[0])};
  for (int i = 0; i < 2; i++) {
    peers[i]->on_read = pause_the_other;
    peers[i]->context = peers[1 - i];
    CHECK_OK(pipe_stream_resume(peers[i]->stream));
  }
  fill(first[1], (const uint8_t *) "x", 1);
  fill(second[1], (const uint8_t *) "x", 1);
  RUN_UNTIL(world, peers[0]->len + peers[1]->len > 0);
  turn(world, UV_RUN_NOWAIT);
  CHECK_EQ(peers[0]->len + peers[1]->len, 1);
  peer_t *paused = peers[0]->len == 0 ? peers[0] : peers[1];
  CHECK_TEXT(paused->log, "");
  CHECK_OK(pipe_stream_resume(paused->stream));
  RUN_UNTIL(world, paused->len == 1);
  for (int i = 0; i < 2; i++)
    close_peer(peers[i]);
  close(first[1]);
  close(second[1]);
}

/* libuv takes a hang-up for the end, and tells it right after the last bytes, where it still reads.
 */
static void
r2_the_end_is_not_told_to_who_has_paused(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  peer->on_read = pause_here;
  fill(fds[1], (const uint8_t *) "x", 1);
  close(fds[1]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == 1);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "r");
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_TEXT(peer->log, "re");
  close_peer(peer);
}

static void
r2_the_kernel_holds_what_is_paused(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  pipe_stream_pause(peer->stream);
  fill(fds[1], (const uint8_t *) "x", 1);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_EQ(peer->reads, 0);
  char byte;
  CHECK_EQ(read(fds[0], &byte, 1), 1);
  close_peer(peer);
  close(fds[1]);
}

static void
close_here(peer_t *peer) {
  pipe_stream_close(peer->stream);
}

static void
d1_close_inside_the_callback(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_reader(world, fds[0], 1);
  peer->on_read = close_here;
  fill(fds[1], (const uint8_t *) "abc", 3);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_retain(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_EQ(peer->len, 1);
  CHECK_TEXT(peer->log, "rx");
  CHECK_EQ(pipe_stream_resume(peer->stream), UV_EBADF);
  pipe_stream_release(peer->stream);
  free_peer(peer);
  close(fds[1]);
}

static void
an_error_is_told_once(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  /* Closing with unread bytes resets the connection. */
  fill(fds[0], (const uint8_t *) "x", 1);
  CHECK_OK(pipe_stream_resume(peer->stream));
  close(fds[1]);
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ECONNRESET);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "!");
  close_peer(peer);
}

static void
what_cannot_be_read(world_t *world) {
  peer_t *vacant = plain_peer(world);
  CHECK_EQ(pipe_stream_resume(vacant->stream), UV_ENOTCONN);
  pipe_stream_pause(vacant->stream);
  close_peer(vacant);
  int32_t read_end, write_end;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  peer_t *peer = open_peer(world, write_end);
  CHECK_EQ(pipe_stream_resume(peer->stream), UV_ENOTCONN);
  close_peer(peer);
  close(read_end);
}

static void
an_unreferenced_reader_lets_the_loop_end(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_unref(peer->stream);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  pipe_stream_ref(peer->stream);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), true);
  close_peer(peer);
  close(fds[1]);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(r1_what_is_sent_arrives),
    TEST(r1_no_chunk_exceeds_the_read_buffer_size),
    TEST(r1_no_chunk_exceeds_what_is_read_at_once),
    TEST(small_chunks_are_lent_and_large_ones_given),
    TEST(r2_pause_inside_the_callback),
    TEST(r2_pause_and_resume_inside_the_callback),
    TEST(r2_pause_and_resume_between_two_turns),
    TEST(r2_pause_inside_the_callback_of_another),
    TEST(r2_the_end_is_not_told_to_who_has_paused),
    TEST(r2_the_kernel_holds_what_is_paused),
    TEST(d1_close_inside_the_callback),
    TEST(an_error_is_told_once),
    TEST(what_cannot_be_read),
    TEST(an_unreferenced_reader_lets_the_loop_end),
  };
  return RUN_TESTS(tests);
}
