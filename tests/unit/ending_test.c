#include "harness.h"

static void
w6_ends_after_what_is_being_written(world_t *world) {
  enum { LEN = 2 * 1024 * 1024 };
  int fds[2];
  make_socketpair(fds);
  peer_t *from = open_peer(world, fds[0]);
  peer_t *to = open_peer(world, fds[1]);
  uint8_t *bytes = pattern(LEN);
  CHECK(send_bytes(from, bytes, LEN));
  CHECK_OK(pipe_stream_end(from->stream));
  CHECK_EQ(pipe_stream_end(from->stream), UV_EALREADY);
  CHECK_OK(pipe_stream_resume(to->stream));
  RUN_UNTIL(world, to->ends_of_stream == 1 && from->finishes == 1);
  CHECK_EQ(to->len, LEN);
  CHECK_TEXT(from->log, "wf");
  CHECK_OK(from->finish_err);
  CHECK_EQ(pipe_stream_end(from->stream), UV_EALREADY);
  close_peer(from);
  close_peer(to);
  free(bytes);
}

static void
w6_the_read_half_stays_open(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK_OK(pipe_stream_end(peer->stream));
  RUN_UNTIL(world, peer->finishes == 1);
  char byte;
  CHECK_EQ(read(fds[1], &byte, 1), 0);
  CHECK_EQ(write(fds[1], "x", 1), 1);
  RUN_UNTIL(world, peer->len == 1);
  close_peer(peer);
  close(fds[1]);
}

static void
w6_what_is_no_socket(world_t *world) {
  int32_t read_end, write_end;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  peer_t *peer = open_peer(world, write_end);
  CHECK_OK(pipe_stream_end(peer->stream));
  CHECK_EQ(peer->finishes, 0);
  RUN_UNTIL(world, peer->finishes == 1);
  CHECK_OK(peer->finish_err);
  close_peer(peer);
  peer = open_peer(world, read_end);
  CHECK_EQ(pipe_stream_end(peer->stream), UV_ENOTCONN);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "");
  close_peer(peer);
}

static void
w6_at_once(world_t *world) {
  int fds[2];
  bool ended;
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_try_end(peer->stream, &ended));
  CHECK(ended);
  char byte;
  CHECK_EQ(read(fds[1], &byte, 1), 0);
  CHECK_EQ(pipe_stream_try_end(peer->stream, &ended), UV_EALREADY);
  CHECK_EQ(pipe_stream_end(peer->stream), UV_EALREADY);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  CHECK_TEXT(peer->log, "");
  close_peer(peer);
  close(fds[1]);
}

static void
w6_not_at_once_while_something_is_written(world_t *world) {
  enum { LEN = 2 * 1024 * 1024 };
  int fds[2];
  bool ended = true;
  make_socketpair(fds);
  peer_t *from = open_peer(world, fds[0]);
  peer_t *to = open_peer(world, fds[1]);
  uint8_t *bytes = pattern(LEN);
  CHECK(send_bytes(from, bytes, LEN));
  CHECK_OK(pipe_stream_try_end(from->stream, &ended));
  CHECK(!ended);
  CHECK_OK(pipe_stream_end(from->stream));
  CHECK_OK(pipe_stream_resume(to->stream));
  RUN_UNTIL(world, to->ends_of_stream == 1 && from->finishes == 1);
  CHECK_EQ(to->len, LEN);
  close_peer(from);
  close_peer(to);
  free(bytes);
}

static void
w6_what_is_no_socket_at_once(world_t *world) {
  int32_t read_end, write_end;
  bool ended;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  peer_t *peer = open_peer(world, write_end);
  CHECK_OK(pipe_stream_try_end(peer->stream, &ended));
  CHECK(ended);
  close_peer(peer);
  peer = open_peer(world, read_end);
  CHECK_EQ(pipe_stream_try_end(peer->stream, &ended), UV_ENOTCONN);
  close_peer(peer);
}

static void
what_cannot_be_ended(world_t *world) {
  peer_t *peer = plain_peer(world);
  CHECK_EQ(pipe_stream_end(peer->stream), UV_ENOTCONN);
  pipe_stream_close(peer->stream);
  CHECK_EQ(pipe_stream_end(peer->stream), UV_EBADF);
  close_peer(peer);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(w6_ends_after_what_is_being_written),
    TEST(w6_the_read_half_stays_open),
    TEST(w6_what_is_no_socket),
    TEST(w6_at_once),
    TEST(w6_not_at_once_while_something_is_written),
    TEST(w6_what_is_no_socket_at_once),
    TEST(what_cannot_be_ended),
  };
  return RUN_TESTS(tests);
}
