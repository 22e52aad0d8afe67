#include "harness.h"

#include <pthread.h>

#define BIG ((size_t) 4 * 1024 * 1024)

static void
close_here(peer_t *peer) {
  pipe_stream_close(peer->stream);
}

static void
d1_pending_requests_are_cancelled_before_close(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uint8_t *bytes = pattern(BIG);
  CHECK(send_bytes(peer, bytes, BIG));
  CHECK_OK(pipe_stream_end(peer->stream));
  pipe_stream_close(peer->stream);
  pipe_stream_close(peer->stream);
  CHECK_TEXT(peer->log, "");
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "wfx");
  CHECK_EQ(peer->write_err, UV_ECANCELED);
  CHECK_EQ(peer->finish_err, UV_ECANCELED);
  free_peer(peer);
  close(fds[1]);
  free(bytes);
}

static void
d1_an_empty_write_is_cancelled_too(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_write(peer->stream, NULL, 0, NULL));
  CHECK_OK(pipe_stream_end(peer->stream));
  pipe_stream_close(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "wfx");
  CHECK_EQ(peer->write_err, UV_ECANCELED);
  free_peer(peer);
  close(fds[1]);
}

static void
d1_an_empty_write_alone_is_cancelled(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_write(peer->stream, NULL, 0, NULL));
  pipe_stream_close(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "wx");
  CHECK_EQ(peer->write_err, UV_ECANCELED);
  free_peer(peer);
  close(fds[1]);
}

static void
close_with_work(uv_check_t *check) {
  peer_t **peers = check->data;
  CHECK_OK(pipe_stream_write(peers[0]->stream, NULL, 0, NULL));
  pipe_stream_close(peers[0]->stream);
  CHECK_OK(connect_to(peers[1], "missing"));
  pipe_stream_close(peers[1]->stream);
  CHECK_OK(pipe_stream_resume(peers[2]->stream));
  pipe_stream_close(peers[2]->stream);
  uv_check_stop(check);
}

/* Right before libuv's closing phase, so that nothing of the work has had its turn by then. */
static void
d1_with_work_that_never_started(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peers[] = {open_peer(world, fds[0]), plain_peer(world),
                     open_peer(world, open("/dev/zero", O_RDONLY | O_CLOEXEC))};
  uv_check_t check = {.data = peers};
  CHECK_OK(uv_check_init(&world->loop, &check));
  CHECK_OK(uv_check_start(&check, close_with_work));
  turn(world, UV_RUN_NOWAIT);
  for (int i = 0; i < 3; i++) {
    RUN_UNTIL(world, peers[i]->closes == 1);
    CHECK_TEXT(peers[i]->log, i == 0 ? "wx" : "x");
    free_peer(peers[i]);
  }
  uv_close((uv_handle_t *) &check, NULL);
  turn(world, UV_RUN_NOWAIT);
  close(fds[1]);
}

static void
d1_inside_every_callback(world_t *world) {
  server_t *server = listen_at(world, "server");
  peer_t *connecting = plain_peer(world);
  connecting->on_connect = close_here;
  CHECK_OK(connect_to(connecting, "server"));
  int fds[2];
  make_socketpair(fds);
  peer_t *writing = open_peer(world, fds[0]);
  writing->on_write = close_here;
  CHECK_OK(pipe_stream_write(writing->stream, NULL, 0, NULL));
  peer_t *ending = open_peer(world, fds[1]);
  ending->on_finish = close_here;
  CHECK_OK(pipe_stream_end(ending->stream));
  RUN_UNTIL(world, connecting->closes == 1 && writing->closes == 1 && ending->closes == 1);
  CHECK_TEXT(connecting->log, "cx");
  CHECK_TEXT(writing->log, "wx");
  CHECK_TEXT(ending->log, "fx");
  free_peer(connecting);
  free_peer(writing);
  free_peer(ending);
  close_server(server);
}

static void
operate_on_the_closed(peer_t *peer) {
  uint32_t status;
  uint64_t written;
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_EQ(pipe_stream_open(peer->stream, 0, &status), UV_EBADF);
  CHECK_EQ(connect_to(peer, "server"), UV_EBADF);
  CHECK_EQ(pipe_stream_accept(peer->stream, NULL), UV_EBADF);
  CHECK_EQ(pipe_stream_resume(peer->stream), UV_EBADF);
  pipe_stream_pause(peer->stream);
  CHECK_EQ(pipe_stream_try_write(peer->stream, &chunk, 1, NULL, &written), UV_EBADF);
  CHECK_EQ(pipe_stream_write(peer->stream, &chunk, 1, NULL), UV_EBADF);
  CHECK_EQ(pipe_stream_end(peer->stream), UV_EBADF);
  pipe_stream_close(peer->stream);
  pipe_stream_ref(peer->stream);
  pipe_stream_unref(peer->stream);
}

static void
operations_on_the_closed_are_errors(world_t *world) {
  peer_t *peer = plain_peer(world);
  pipe_stream_retain(peer->stream);
  pipe_stream_close(peer->stream);
  operate_on_the_closed(peer);
  peer->on_close = operate_on_the_closed;
  RUN_UNTIL(world, peer->closes == 1);
  operate_on_the_closed(peer);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK(pipe_stream_env(peer->stream) == NULL);
  pipe_stream_release(peer->stream);
  free_peer(peer);
}

static void *
release_elsewhere(void *stream) {
  for (int i = 0; i < 1000; i++) {
    pipe_stream_retain(stream);
    pipe_stream_release(stream);
  }
  pipe_stream_release(stream);
  return NULL;
}

/* The sanitizer tells if the memory goes too early, or stays. */
static void
e5_references_from_other_threads(world_t *world) {
  peer_t *peer = plain_peer(world);
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) {
    pipe_stream_retain(peer->stream);
    CHECK_OK(pthread_create(&threads[i], NULL, release_elsewhere, peer->stream));
  }
  pipe_stream_retain(peer->stream);
  RUN_UNTIL(world, (pipe_stream_close(peer->stream), peer->closes == 1));
  CHECK(pipe_stream_storage(peer->stream)->loop == &world->loop);
  for (int i = 0; i < 4; i++)
    CHECK_OK(pthread_join(threads[i], NULL));
  CHECK(pipe_stream_data(peer->stream) == peer);
  pipe_stream_release(peer->stream);
  free_peer(peer);
}

static void
destroyed_with_nothing_in_it(world_t *world) {
  end_world(world);
}

static void
destroyed_with_work_of_all_kinds(world_t *world) {
  enum { COUNT = 5 };
  uint8_t *bytes = pattern(BIG);
  int fds[2];
  make_socketpair(fds);
  server_t *server = listen_at(world, "server");
  server_t *idle_server = make_server(world);
  peer_t *peers[COUNT] = {open_peer(world, fds[0]), open_peer(world, fds[1]), plain_peer(world),
                          plain_peer(world), plain_peer(world)};
  CHECK(send_bytes(peers[0], bytes, BIG));
  CHECK_OK(pipe_stream_end(peers[0]->stream));
  CHECK_OK(pipe_stream_resume(peers[1]->stream));
  CHECK_OK(pipe_stream_write(peers[1]->stream, NULL, 0, NULL));
  CHECK_OK(connect_to(peers[2], "server"));
  CHECK_OK(connect_to(peers[3], "missing"));
  end_world(world);
  CHECK_EQ(server->connections, 0);
  for (int i = 0; i < COUNT; i++) {
    CHECK_TEXT(peers[i]->log, "x");
    free_peer(peers[i]);
  }
  free_server(server);
  free_server(idle_server);
  CHECK(access("server", F_OK) != 0);
  free(bytes);
}

static void
destroyed(void *data) {
  ((world_t *) data)->destroyed = true;
}

static void
destroy_here(peer_t *peer) {
  pipe_env_destroy(peer->world->env, destroyed);
  pipe_env_destroy(peer->world->env, destroyed);
  pipe_stream_t *stream = NULL;
  pipe_listener_t *listener = NULL;
  CHECK_EQ(pipe_stream_init(peer->world->env, NULL, false, 1, &stream), UV_ECANCELED);
  CHECK_EQ(pipe_listener_init(peer->world->env, NULL, &listener), UV_ECANCELED);
  CHECK(stream == NULL && listener == NULL);
}

static void
destroyed_inside_a_callback(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *first = open_peer(world, fds[0]);
  peer_t *second = open_peer(world, fds[1]);
  first->on_write = destroy_here;
  CHECK_OK(pipe_stream_write(first->stream, NULL, 0, NULL));
  CHECK_OK(pipe_stream_write(second->stream, NULL, 0, NULL));
  RUN_UNTIL(world, world->destroyed);
  world->env = NULL;
  CHECK_TEXT(first->log, "wx");
  CHECK_TEXT(second->log, "x");
  free_peer(first);
  free_peer(second);
}

static void
what_is_retained_outlives_the_environment(world_t *world) {
  peer_t *peer = plain_peer(world);
  server_t *server = make_server(world);
  pipe_stream_retain(peer->stream);
  pipe_listener_retain(server->listener);
  end_world(world);
  CHECK(pipe_stream_data(peer->stream) == peer);
  CHECK(pipe_listener_data(server->listener) == server);
  CHECK_EQ(pipe_stream_id(peer->stream), peer->id);
  CHECK_EQ(pipe_listener_id(server->listener), server->id);
  CHECK_EQ(pipe_stream_resume(peer->stream), UV_EBADF);
  CHECK_EQ(pipe_listener_listen(server->listener, "server", 6, 1, 0), UV_EBADF);
  pipe_listener_close(server->listener);
  pipe_stream_release(peer->stream);
  pipe_listener_release(server->listener);
  free_peer(peer);
  free_server(server);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(d1_pending_requests_are_cancelled_before_close),
    TEST(d1_an_empty_write_is_cancelled_too),
    TEST(d1_an_empty_write_alone_is_cancelled),
    TEST(d1_with_work_that_never_started),
    TEST(d1_inside_every_callback),
    TEST(operations_on_the_closed_are_errors),
    TEST(e5_references_from_other_threads),
    TEST(destroyed_with_nothing_in_it),
    TEST(destroyed_with_work_of_all_kinds),
    TEST(destroyed_inside_a_callback),
    TEST(what_is_retained_outlives_the_environment),
  };
  return RUN_TESTS(tests);
}
