#include "harness.h"

/* How long the loop is watched, in milliseconds, and how often it may turn in that time: each of
   the cases below would turn it thousands of times. */
#define WATCHED   100
#define MAX_TURNS 20

static void
count_turn(uv_prepare_t *prepare) {
  ++*(int *) prepare->data;
}

static void
set_flag(uv_timer_t *timer) {
  *(bool *) timer->data = true;
}

static void
check_rests(world_t *world) {
  int turns = 0;
  bool over = false;
  uv_prepare_t prepare = {.data = &turns};
  uv_timer_t timer = {.data = &over};
  CHECK_OK(uv_prepare_init(&world->loop, &prepare));
  CHECK_OK(uv_prepare_start(&prepare, count_turn));
  CHECK_OK(uv_timer_init(&world->loop, &timer));
  CHECK_OK(uv_timer_start(&timer, set_flag, WATCHED, 0));
  RUN_UNTIL(world, over);
  CHECK(turns > 0 && turns < MAX_TURNS);
  uv_close((uv_handle_t *) &prepare, NULL);
  uv_close((uv_handle_t *) &timer, NULL);
  turn(world, UV_RUN_NOWAIT);
}

static void
after_what_was_deferred(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_write(peer->stream, NULL, 0, NULL));
  RUN_UNTIL(world, peer->writes == 1);
  check_rests(world);
  close_peer(peer);
  close(fds[1]);
}

static void
after_a_connect(world_t *world) {
  server_t *server = listen_at(world, "server");
  peer_t *peer = plain_peer(world);
  CHECK_OK(connect_to(peer, "server"));
  RUN_UNTIL(world, peer->connects == 1 && server->connections == 1);
  check_rests(world);
  close_peer(peer);
  close_server(server);
}

static void
at_the_end_of_a_stream(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_resume(peer->stream));
  close(fds[1]);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  check_rests(world);
  close_peer(peer);
}

static void
pause_here(peer_t *peer) {
  pipe_stream_pause(peer->stream);
}

/* The handle is thrown away after the pause, and more bytes are waiting. */
static void
i4_paused_while_a_handle_is_announced(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peers[2];
  for (int i = 0; i < 2; i++) {
    peers[i] = make_peer(world, true, PIPE_DEFAULT_READ_BUFFER_SIZE);
    uint32_t status;
    CHECK_OK(pipe_stream_open(peers[i]->stream, fds[i], &status));
  }
  peers[1]->on_handle = pause_here;
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  uv_handle_t *cargo = (uv_handle_t *) pipe_stream_storage(peers[0]->stream);
  CHECK_OK(pipe_stream_try_write(peers[0]->stream, &chunk, 1, cargo, &written));
  CHECK_OK(pipe_stream_resume(peers[1]->stream));
  RUN_UNTIL(world, peers[1]->len == 1);
  CHECK(!send_bytes(peers[0], "y", 1));
  check_rests(world);
  CHECK_EQ(peers[1]->len, 1);
  CHECK_OK(pipe_stream_resume(peers[1]->stream));
  RUN_UNTIL(world, peers[1]->len == 2);
  close_peer(peers[0]);
  close_peer(peers[1]);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(after_what_was_deferred),
    TEST(after_a_connect),
    TEST(at_the_end_of_a_stream),
    TEST(i4_paused_while_a_handle_is_announced),
  };
  return RUN_TESTS(tests);
}
