/* Descriptors that a program closes underneath, just before libuv is to wait for them. */
#include "harness.h"

static void
o3_closed_before_it_was_read(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  close(fds[0]);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "!x");
  CHECK_EQ(peer->read_err, UV_EBADF);
  free_peer(peer);
  close(fds[1]);
}

static void
o3_replaced_before_it_was_read(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  replace_with_file(fds[0]);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "!x");
  CHECK_EQ(peer->read_err, UV_EBADF);
  free_peer(peer);
  close(fds[1]);
}

static void
o3_closed_before_the_rest_was_written(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uint8_t *bytes = pattern(4000000);
  CHECK(send_bytes(peer, bytes, 4000000));
  close(fds[0]);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "!wx");
  CHECK_EQ(peer->write_err, UV_ECANCELED);
  free_peer(peer);
  free(bytes);
  close(fds[1]);
}

static void
o3_replaced_while_it_was_written_and_read(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uint8_t *bytes = pattern(4000000);
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK(send_bytes(peer, bytes, 4000000));
  turn(world, UV_RUN_NOWAIT);
  replace_with_file(fds[0]);
  pipe_stream_pause(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "!wx");
  free_peer(peer);
  free(bytes);
  close(fds[1]);
}

static void
o3_closed_before_it_was_ended(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_end(peer->stream));
  close(fds[0]);
  RUN_UNTIL(world, peer->closes == 1 || peer->finishes == 1);
  if (peer->closes == 0) {
    CHECK_EQ(peer->finish_err, UV_EBADF);
    pipe_stream_close(peer->stream);
    RUN_UNTIL(world, peer->closes == 1);
  }
  free_peer(peer);
  close(fds[1]);
}

static void
o3_closed_while_nothing_is_waited_for(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  close(fds[0]);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  CHECK_TEXT(peer->log, "");
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "!x");
  free_peer(peer);
  close(fds[1]);
}

static void
close_the_other(peer_t *peer) {
  close(*(int *) peer->context);
}

static void
o3_closed_by_the_callback_of_another(world_t *world) {
  int first[2], second[2];
  make_socketpair(first);
  make_socketpair(second);
  peer_t *other = open_peer(world, second[0]);
  peer_t *peer = open_peer(world, first[0]);
  peer->on_read = close_the_other;
  peer->context = &second[0];
  CHECK_OK(pipe_stream_resume(other->stream));
  CHECK_OK(pipe_stream_resume(peer->stream));
  close(first[0]);
  RUN_UNTIL(world, peer->closes == 1 && other->closes == 1);
  CHECK_TEXT(peer->log, "!x");
  CHECK_TEXT(other->log, "!x");
  free_peer(peer);
  free_peer(other);
  close(first[1]);
  close(second[1]);
}

/* Where the socket of the next listener will be. */
static int
next_descriptor(void) {
  int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  close(fd);
  return fd;
}

static void
v7_the_socket_of_a_listener(world_t *world) {
  int fd = next_descriptor();
  server_t *server = listen_at(world, "socket");
  close(fd);
  turn(world, UV_RUN_NOWAIT);
  CHECK_EQ(server->errors, 1);
  CHECK_EQ(server->err, UV_EBADF);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  CHECK_EQ(server->errors, 1);
  close_server(server);
  CHECK(access("socket", F_OK) != 0);
}

/* Far beyond what the loop has ever waited for. */
static int
move_up(int fd) {
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, 900);
  CHECK(moved >= 900);
  close(fd);
  return moved;
}

/* The kernel would tell of the other end, if it was asked. */
static void
write_and_hang_up(peer_t *peer) {
  uv_buf_t chunk = uv_buf_init("x", 1);
  const int *other = peer->context;
  peer->on_write = NULL;
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
  close(*other);
}

/* Inside a callback, so that the loop polls before it says that all has been written. */
static void
what_has_been_written_at_once_is_not_waited_for(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, move_up(fds[0]));
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
  peer->on_write = write_and_hang_up;
  peer->context = &fds[1];
  RUN_UNTIL(world, peer->writes == 2);
  CHECK_TEXT(peer->log, "ww");
  close_peer(peer);
}

static const test_t tests[] = {
  TEST(o3_closed_before_it_was_read),
  TEST(o3_replaced_before_it_was_read),
  TEST(o3_closed_before_the_rest_was_written),
  TEST(o3_replaced_while_it_was_written_and_read),
  TEST(o3_closed_before_it_was_ended),
  TEST(o3_closed_while_nothing_is_waited_for),
  TEST(o3_closed_by_the_callback_of_another),
  TEST(v7_the_socket_of_a_listener),
  TEST(what_has_been_written_at_once_is_not_waited_for),
};

int
main(void) {
  return RUN_TESTS(tests);
}
