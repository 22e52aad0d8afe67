/* Sockets that have just been accepted or connected: what is there already, and what becomes of
 * them. */
#include "harness.h"

/* Accepts, and reads at once. */
static void
accept_and_read(server_t *server) {
  accept_into_new_peer(server);
  peer_t *peer = server->context;
  CHECK_OK(pipe_stream_resume(peer->stream));
}

static void
accept_read_and_pause(server_t *server) {
  accept_and_read(server);
  peer_t *peer = server->context;
  pipe_stream_pause(peer->stream);
}

static int
descriptor_of(peer_t *peer) {
  uv_os_fd_t fd;
  CHECK_OK(uv_fileno((uv_handle_t *) pipe_stream_storage(peer->stream), &fd));
  return fd;
}

/* Accepts, and reads into memory that is gone before anything can be read. */
static void
accept_and_lose_memory(server_t *server) {
  accept_into_new_peer(server);
  peer_t *peer = server->context;
  lend(peer, 10);
  CHECK_OK(pipe_stream_resume(peer->stream));
  peer->lent_len = 0;
}

/* A server whose next client is accepted and read from, with `len` bytes from a client that ends.
 */
static server_t *
serve_one(world_t *world, const uint8_t *bytes, size_t len) {
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_and_read;
  int client = raw_connect("server");
  CHECK_EQ(write(client, bytes, len), (long long) len);
  close(client);
  return server;
}

/* Runs after the runtime's own, which is started later, and before the loop waits. */
static void
stop_once_all_is_read(uv_prepare_t *prepare) {
  server_t *server = prepare->data;
  peer_t *peer = server->context;
  if (peer != NULL && peer->ends_of_stream == 1) uv_prepare_stop(prepare);
}

static void
what_came_with_a_client_is_read_without_waiting(world_t *world) {
  server_t *server = serve_one(world, (const uint8_t *) "ping", 4);
  uv_prepare_t prepare;
  CHECK_OK(uv_prepare_init(&world->loop, &prepare));
  prepare.data = server;
  CHECK_OK(uv_prepare_start(&prepare, stop_once_all_is_read));
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  turn(world, UV_RUN_NOWAIT);
  CHECK_TEXT(peer->log, "re");
  CHECK_EQ(peer->len, 4);
  CHECK_EQ(uv_is_active((uv_handle_t *) &prepare), 0);
  uv_close((uv_handle_t *) &prepare, NULL);
  close_peer(peer);
  close_server(server);
}

static void
what_is_too_much_is_read_in_order(world_t *world) {
  enum { LEN = 200000 };
  uint8_t *bytes = pattern(LEN);
  server_t *server = serve_one(world, bytes, LEN);
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, LEN);
  CHECK(memcmp(peer->bytes, bytes, LEN) == 0);
  close_peer(peer);
  close_server(server);
  free(bytes);
}

static void
pause_peer(peer_t *peer) {
  pipe_stream_pause(peer->stream);
}

static void
r2_a_pause_before_the_first_bytes(world_t *world) {
  server_t *server = serve_one(world, (const uint8_t *) "ping", 4);
  server->on_connection = accept_read_and_pause;
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  turn(world, UV_RUN_NOWAIT);
  CHECK_TEXT(peer->log, "");
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_TEXT(peer->log, "re");
  close_peer(peer);
  close_server(server);
}

static void
r2_a_pause_after_the_first_bytes(world_t *world) {
  server_t *server = serve_one(world, (const uint8_t *) "ping", 4);
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  peer->on_read = pause_peer;
  RUN_UNTIL(world, peer->len == 4);
  turn(world, UV_RUN_NOWAIT);
  CHECK_TEXT(peer->log, "r");
  peer->on_read = NULL;
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  close_peer(peer);
  close_server(server);
}

static void
close_in_callback(peer_t *peer) {
  pipe_stream_close(peer->stream);
}

static void
d1_closed_by_the_first_bytes(world_t *world) {
  server_t *server = serve_one(world, (const uint8_t *) "ping", 4);
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  peer->on_read = close_in_callback;
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "rx");
  free_peer(peer);
  close_server(server);
}

/* An accepted peer that waits for a client with nothing to say. */
static peer_t *
waiting_peer(world_t *world, server_t **server, int *client) {
  *server = listen_at(world, "server");
  (*server)->on_connection = accept_into_new_peer;
  *client = raw_connect("server");
  RUN_UNTIL(world, (*server)->connections == 1);
  return (*server)->context;
}

static void
o3_an_accepted_one_is_closed_underneath(world_t *world) {
  server_t *server;
  int client;
  peer_t *peer = waiting_peer(world, &server, &client);
  CHECK_OK(pipe_stream_resume(peer->stream));
  close(descriptor_of(peer));
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "!x");
  CHECK_EQ(peer->read_err, UV_EBADF);
  free_peer(peer);
  close(client);
  close_server(server);
}

static void
o3_an_accepted_one_is_replaced(world_t *world) {
  server_t *server;
  int client;
  peer_t *peer = waiting_peer(world, &server, &client);
  CHECK_OK(pipe_stream_resume(peer->stream));
  replace_with_file(descriptor_of(peer));
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "!x");
  CHECK_EQ(peer->read_err, UV_EBADF);
  free_peer(peer);
  close(client);
  close_server(server);
}

/* libuv has added it by then, and can only change what is not there any more. */
static void
o3_one_that_is_waited_for_is_replaced_by_a_socket(world_t *world) {
  server_t *server;
  int client, other[2];
  peer_t *peer = waiting_peer(world, &server, &client);
  CHECK_OK(pipe_stream_resume(peer->stream));
  turn(world, UV_RUN_NOWAIT);
  make_socketpair(other);
  CHECK_EQ(dup3(other[0], descriptor_of(peer), O_CLOEXEC), descriptor_of(peer));
  uint8_t *bytes = pattern(4000000);
  CHECK(send_bytes(peer, bytes, 4000000));
  turn(world, UV_RUN_NOWAIT);
  pipe_stream_close(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  free_peer(peer);
  free(bytes);
  close(other[0]);
  close(other[1]);
  close(client);
  close_server(server);
}

static void
o3_a_connected_one_is_closed_underneath(world_t *world) {
  server_t *server = listen_at(world, "server");
  peer_t *peer = plain_peer(world);
  CHECK_OK(connect_to(peer, "server"));
  RUN_UNTIL(world, peer->connects == 1);
  CHECK_OK(pipe_stream_resume(peer->stream));
  replace_with_file(descriptor_of(peer));
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_EQ(peer->read_err, UV_EBADF);
  free_peer(peer);
  close_server(server);
}

static void
without_memory_it_is_an_error(world_t *world) {
  server_t *server = serve_one(world, (const uint8_t *) "ping", 4);
  server->on_connection = accept_and_lose_memory;
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ENOBUFS);
  CHECK_EQ(peer->fills, 0);
  close_peer(peer);
  close_server(server);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(what_came_with_a_client_is_read_without_waiting),
    TEST(what_is_too_much_is_read_in_order),
    TEST(r2_a_pause_before_the_first_bytes),
    TEST(r2_a_pause_after_the_first_bytes),
    TEST(d1_closed_by_the_first_bytes),
    TEST(without_memory_it_is_an_error),
    TEST(o3_an_accepted_one_is_closed_underneath),
    TEST(o3_an_accepted_one_is_replaced),
    TEST(o3_one_that_is_waited_for_is_replaced_by_a_socket),
    TEST(o3_a_connected_one_is_closed_underneath),
  };
  return RUN_TESTS(tests);
}
