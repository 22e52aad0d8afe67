#include "harness.h"

static int
try_listen(server_t *server, const char *path) {
  return pipe_listener_listen(server->listener, path, strlen(path), PIPE_DEFAULT_BACKLOG, 0);
}

static bool
exists(const char *path) {
  return access(path, F_OK) == 0;
}

static void
v1_a_connection_carries_bytes(world_t *world) {
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_into_new_peer;
  int client = raw_connect("server");
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  CHECK(!send_bytes(peer, "pong", 4));
  char bytes[4];
  CHECK_EQ(read(client, bytes, 4), 4);
  CHECK(memcmp(bytes, "pong", 4) == 0);
  CHECK_EQ(write(client, "ping", 4), 4);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == 4);
  uv_os_fd_t fd;
  CHECK_OK(uv_fileno((uv_handle_t *) pipe_stream_storage(peer->stream), &fd));
  CHECK((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
  close(client);
  close_peer(peer);
  close_server(server);
}

static void
what_is_not_accepted_is_closed(world_t *world) {
  server_t *server = listen_at(world, "server");
  int client = raw_connect("server");
  RUN_UNTIL(world, server->connections == 1);
  char byte;
  CHECK_EQ(read(client, &byte, 1), 0);
  peer_t *peer = plain_peer(world);
  CHECK_EQ(pipe_listener_accept(server->listener, peer->stream), UV_EAGAIN);
  close(client);
  close_peer(peer);
  close_server(server);
}

static void
offer_to_the_wrong_ones(server_t *server) {
  peer_t **peers = server->context;
  CHECK_EQ(pipe_listener_accept(server->listener, peers[0]->stream), UV_EISCONN);
  CHECK_EQ(pipe_listener_accept(server->listener, peers[1]->stream), UV_EBADF);
  CHECK_EQ(pipe_listener_accept(server->listener, peers[2]->stream), UV_EBUSY);
  CHECK_OK(pipe_listener_accept(server->listener, peers[3]->stream));
}

static void
a_refused_target_loses_nothing(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  server_t *server = listen_at(world, "server");
  peer_t *peers[] = {open_peer(world, fds[0]), plain_peer(world), plain_peer(world),
                     plain_peer(world)};
  pipe_stream_retain(peers[1]->stream);
  pipe_stream_close(peers[1]->stream);
  int full = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "full"};
  CHECK_OK(bind(full, (struct sockaddr *) &address, sizeof(address)));
  CHECK_OK(listen(full, 0));
  int in_the_way = raw_connect("full");
  CHECK_OK(connect_to(peers[2], "full"));
  server->context = peers;
  server->on_connection = offer_to_the_wrong_ones;
  int client = raw_connect("server");
  RUN_UNTIL(world, server->connections == 1);
  CHECK_EQ(write(client, "x", 1), 1);
  CHECK_OK(pipe_stream_resume(peers[3]->stream));
  RUN_UNTIL(world, peers[3]->len == 1);
  pipe_stream_t *closed = peers[1]->stream;
  for (int i = 0; i < 4; i++)
    close_peer(peers[i]);
  pipe_stream_release(closed);
  close(client);
  close(in_the_way);
  close(full);
  close(fds[1]);
  close_server(server);
}

static void
v4_errors_leave_nothing_behind(world_t *world) {
  server_t *server = make_server(world);
  int before = count_descriptors();
  char long_path[109];
  memset(long_path, 'a', sizeof(long_path));
  CHECK_EQ(pipe_listener_listen(server->listener, "", 0, 1, 0), UV_EINVAL);
  CHECK_EQ(pipe_listener_listen(server->listener, long_path, 109, 1, 0), UV_EINVAL);
  CHECK_EQ(pipe_listener_listen(server->listener, "a\0b", 3, 1, 0), UV_EINVAL);
  CHECK_EQ(try_listen(server, "missing/server"), UV_EACCES);
  close(open("file", O_CREAT | O_CLOEXEC, 0600));
  CHECK_EQ(try_listen(server, "file"), UV_EADDRINUSE);
  CHECK(exists("file"));
  server_t *other = listen_at(world, "other");
  CHECK_EQ(try_listen(server, "other"), UV_EADDRINUSE);
  int client = raw_connect("other");
  CHECK(client >= 0);
  close(client);
  close_server(other);
  CHECK(!exists("other"));
  /* The descriptor in reserve, which came with the one that succeeded. */
  CHECK_EQ(count_descriptors(), before + 1);
  CHECK_OK(try_listen(server, "server"));
  CHECK_EQ(try_listen(server, "second"), UV_EISCONN);
  CHECK(!exists("second"));
  close_server(server);
}

static void
v4_a_stale_socket(world_t *world) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "stale"};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  CHECK_OK(bind(fd, (struct sockaddr *) &address, sizeof(address)));
  close(fd);
  server_t *server = make_server(world);
  CHECK_EQ(try_listen(server, "stale"), UV_EADDRINUSE);
  close_server(server);
  CHECK(exists("stale"));
}

static void
v5_closing_is_not_listening_at_once(world_t *world) {
  server_t *server = listen_at(world, "server");
  int client = raw_connect("server");
  CHECK(client >= 0);
  pipe_listener_close(server->listener);
  pipe_listener_close(server->listener);
  CHECK(!exists("server"));
  CHECK_EQ(raw_connect("server"), -ENOENT);
  CHECK_EQ(try_listen(server, "server"), UV_EBADF);
  server_t *successor = listen_at(world, "server");
  RUN_UNTIL(world, server->closes == 1);
  CHECK_EQ(server->connections, 0);
  free_server(server);
  close_server(successor);
  close(client);
}

static void
v5_close_without_listening(world_t *world) {
  server_t *server = make_server(world);
  pipe_listener_close(server->listener);
  CHECK_EQ(server->closes, 0);
  RUN_UNTIL(world, server->closes == 1);
  free_server(server);
}

static void
close_here(server_t *server) {
  pipe_listener_close(server->listener);
  peer_t *peer = plain_peer(server->world);
  CHECK_EQ(pipe_listener_accept(server->listener, peer->stream), UV_EBADF);
  server->context = peer;
}

static void
v5_closed_inside_the_callback(world_t *world) {
  server_t *server = listen_at(world, "server");
  server->on_connection = close_here;
  int first = raw_connect("server");
  int second = raw_connect("server");
  RUN_UNTIL(world, server->closes == 1);
  CHECK_EQ(server->connections, 1);
  close_peer(server->context);
  free_server(server);
  close(first);
  close(second);
}

static void
v6_ref_and_unref(world_t *world) {
  server_t *server = make_server(world);
  pipe_listener_unref(server->listener);
  CHECK_OK(try_listen(server, "server"));
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  pipe_listener_ref(server->listener);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), true);
  pipe_listener_unref(server->listener);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  pipe_listener_close(server->listener);
  pipe_listener_ref(server->listener);
  pipe_listener_unref(server->listener);
  RUN_UNTIL(world, server->closes == 1);
  free_server(server);
}

static void
v10_a_relative_path_after_chdir(world_t *world) {
  CHECK_OK(mkdir("elsewhere", 0700));
  server_t *server = listen_at(world, "server");
  CHECK_OK(chdir("elsewhere"));
  close(open("server", O_CREAT | O_CLOEXEC, 0600));
  close_server(server);
  CHECK(exists("server"));
  CHECK(!exists("../server"));
  CHECK_OK(unlink("server"));
  CHECK_OK(chdir(".."));
}

static void
v10_a_name_that_somebody_else_has_taken(world_t *world) {
  server_t *server = listen_at(world, "server");
  CHECK_OK(unlink("server"));
  close(open("server", O_CREAT | O_CLOEXEC, 0600));
  close_server(server);
  CHECK(exists("server"));
  CHECK_OK(unlink("server"));
  server = listen_at(world, "server");
  CHECK_OK(unlink("server"));
  server_t *successor = listen_at(world, "server");
  close_server(server);
  int client = raw_connect("server");
  CHECK(client >= 0);
  close(client);
  close_server(successor);
  CHECK(!exists("server"));
  server = listen_at(world, "server");
  CHECK_OK(rename("server", "moved"));
  close_server(server);
  CHECK(exists("moved"));
}

static void
v2_the_backlog_is_passed_on(world_t *world) {
  server_t *server = make_server(world);
  CHECK_OK(pipe_listener_listen(server->listener, "server", 6, 1, 0));
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "server"};
  int clients[3], errors[3];
  for (int i = 0; i < 3; i++) {
    clients[i] = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int result = connect(clients[i], (struct sockaddr *) &address, sizeof(address));
    errors[i] = result == 0 ? 0 : errno;
  }
  CHECK_EQ(errors[1], 0);
  CHECK_EQ(errors[2], EAGAIN);
  for (int i = 0; i < 3; i++)
    close(clients[i]);
  close_server(server);
  /* The kernel has a limit of its own. */
  server = make_server(world);
  CHECK_OK(pipe_listener_listen(server->listener, "other", 5, UINT32_MAX, 0));
  close(raw_connect("other"));
  close_server(server);
}

static void
many_connections_in_one_turn(world_t *world) {
  enum { COUNT = 200 };
  server_t *server = listen_at(world, "server");
  int clients[COUNT];
  for (int i = 0; i < COUNT; i++)
    clients[i] = raw_connect("server");
  turn(world, UV_RUN_NOWAIT);
  /* Bounded, so that the rest of the loop gets its turn. */
  CHECK(server->connections >= 2 && server->connections < COUNT);
  RUN_UNTIL(world, server->connections == COUNT);
  for (int i = 0; i < COUNT; i++)
    close(clients[i]);
  close_server(server);
}

static void
accept_with_handles(server_t *server) {
  peer_t *peer = make_peer(server->world, true, PIPE_DEFAULT_READ_BUFFER_SIZE);
  CHECK_OK(pipe_listener_accept(server->listener, peer->stream));
  server->context = peer;
}

static void
v9_accepted_connections_pass_handles(world_t *world) {
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_with_handles;
  peer_t *client = make_peer(world, true, PIPE_DEFAULT_READ_BUFFER_SIZE);
  CHECK_OK(connect_to(client, "server"));
  RUN_UNTIL(world, server->connections == 1 && client->connects == 1);
  peer_t *accepted = server->context;
  int fds[2];
  make_socketpair(fds);
  peer_t *cargo = open_peer(world, fds[0]);
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  uv_handle_t *handle = (uv_handle_t *) pipe_stream_storage(cargo->stream);
  CHECK_OK(pipe_stream_try_write(client->stream, &chunk, 1, handle, &written));
  CHECK_OK(pipe_stream_resume(accepted->stream));
  RUN_UNTIL(world, accepted->len == 1);
  CHECK_TEXT(accepted->log, "hr");
  CHECK_EQ(accepted->handle_types[0], UV_NAMED_PIPE);
  close_peer(cargo);
  close_peer(client);
  close_peer(accepted);
  close_server(server);
  close(fds[1]);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(v1_a_connection_carries_bytes),           TEST(what_is_not_accepted_is_closed),
    TEST(a_refused_target_loses_nothing),          TEST(v2_the_backlog_is_passed_on),
    TEST(v4_errors_leave_nothing_behind),          TEST(v4_a_stale_socket),
    TEST(v5_closing_is_not_listening_at_once),     TEST(v5_close_without_listening),
    TEST(v5_closed_inside_the_callback),           TEST(v6_ref_and_unref),
    TEST(v9_accepted_connections_pass_handles),    TEST(v10_a_relative_path_after_chdir),
    TEST(v10_a_name_that_somebody_else_has_taken), TEST(many_connections_in_one_turn),
  };
  return RUN_TESTS(tests);
}
