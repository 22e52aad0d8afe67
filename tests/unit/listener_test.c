#include "harness.h"

#include <sys/resource.h>

static int
try_listen(server_t *server, const char *path) {
  return pipe_listener_listen(server->listener, path, strlen(path), PIPE_DEFAULT_BACKLOG, 0);
}

static bool
exists(const char *path) {
  return access(path, F_OK) == 0;
}

/* Accepts into a peer of its own and leaves it in the server's context. */
static void
accept_here(server_t *server) {
  peer_t *peer = plain_peer(server->world);
  CHECK_OK(pipe_listener_accept(server->listener, peer->stream));
  CHECK_EQ(pipe_listener_accept(server->listener, peer->stream), UV_EAGAIN);
  server->context = peer;
}

static void
v1_a_connection_carries_bytes(world_t *world) {
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_here;
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

/* Leaves room for no further descriptor; to be undone with setrlimit. */
static struct rlimit
use_up_descriptors(void) {
  struct rlimit limit;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  int next = fcntl(0, F_DUPFD_CLOEXEC, 0);
  close(next);
  struct rlimit low = {.rlim_cur = (rlim_t) next, .rlim_max = limit.rlim_max};
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &low));
  return limit;
}

static void
v11_connections_are_shed(world_t *world) {
  enum { COUNT = 10 };
  server_t *server = listen_at(world, "server");
  int clients[COUNT];
  for (int i = 0; i < COUNT; i++)
    clients[i] = raw_connect("server");
  struct rlimit limit = use_up_descriptors();
  turn(world, UV_RUN_NOWAIT);
  CHECK_EQ(server->connections, 0);
  CHECK_EQ(server->errors, 1);
  CHECK_EQ(server->err, UV_EMFILE);
  /* All are turned away: nothing is left that would wake the loop again and again. */
  for (int i = 0; i < COUNT; i++) {
    char byte;
    CHECK_EQ(recv(clients[i], &byte, 1, MSG_DONTWAIT), 0);
    close(clients[i]);
  }
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  int client = raw_connect("server");
  RUN_UNTIL(world, server->connections == 1);
  CHECK_EQ(server->errors, 1);
  close(client);
  close_server(server);
}

/* Out of descriptors the kernel does not look at the queue; that nobody is in it is no failure. */
static void
v11_nobody_was_shed(world_t *world) {
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_here;
  int client = raw_connect("server");
  struct rlimit limit;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  int next = fcntl(0, F_DUPFD_CLOEXEC, 0);
  close(next);
  struct rlimit low = {.rlim_cur = (rlim_t) next + 1, .rlim_max = limit.rlim_max};
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &low));
  turn(world, UV_RUN_NOWAIT);
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  CHECK_EQ(server->connections, 1);
  CHECK_EQ(server->errors, 0);
  close_peer(server->context);
  close(client);
  close_server(server);
}

/* While accepting is suspended libuv does not know of the socket. */
static void
o5_the_socket_of_a_listener_at_rest(world_t *world) {
  struct rlimit limit;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  int fd = fcntl(0, F_DUPFD_CLOEXEC, 0);
  close(fd);
  /* With no room for a descriptor in reserve. */
  struct rlimit low = {.rlim_cur = (rlim_t) fd + 1, .rlim_max = limit.rlim_max};
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &low));
  server_t *server = listen_at(world, "server");
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  int client = raw_connect("server");
  use_up_descriptors();
  turn(world, UV_RUN_NOWAIT);
  CHECK_EQ(server->errors, 1);
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  peer_t *peer = plain_peer(world);
  uint32_t status;
  CHECK_EQ(pipe_stream_open(peer->stream, fd, &status), UV_EEXIST);
  RUN_UNTIL(world, server->connections == 1);
  close_peer(peer);
  close(client);
  close_server(server);
}

static void
count_turn(uv_check_t *check) {
  ++*(int *) check->data;
}

static void
set_flag(uv_timer_t *timer) {
  *(bool *) timer->data = true;
}

/* Without even the descriptor in reserve, accepting is suspended and not tried all the time. */
static void
v11_no_busy_loop_without_a_reserve(world_t *world) {
  server_t *server = make_server(world);
  struct rlimit limit;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int last = fcntl(0, F_DUPFD_CLOEXEC, 0);
  close(last);
  /* Room for the socket, none for the reserve. */
  struct rlimit low = {.rlim_cur = (rlim_t) last + 1, .rlim_max = limit.rlim_max};
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &low));
  CHECK_OK(try_listen(server, "server"));
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "server"};
  CHECK_OK(connect(client, (struct sockaddr *) &address, sizeof(address)));
  int turns = 0;
  bool over = false;
  uv_check_t check = {.data = &turns};
  CHECK_OK(uv_check_init(&world->loop, &check));
  CHECK_OK(uv_check_start(&check, count_turn));
  uv_timer_t timer = {.data = &over};
  CHECK_OK(uv_timer_init(&world->loop, &timer));
  CHECK_OK(uv_timer_start(&timer, set_flag, 300, 0));
  RUN_UNTIL(world, over);
  CHECK(turns < 20);
  CHECK_EQ(server->connections, 0);
  CHECK_EQ(server->errors, 1);
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  RUN_UNTIL(world, server->connections == 1);
  uv_close((uv_handle_t *) &check, NULL);
  uv_close((uv_handle_t *) &timer, NULL);
  close_server(server);
  close(client);
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
    TEST(v1_a_connection_carries_bytes),
    TEST(what_is_not_accepted_is_closed),
    TEST(a_refused_target_loses_nothing),
    TEST(v2_the_backlog_is_passed_on),
    TEST(v4_errors_leave_nothing_behind),
    TEST(v4_a_stale_socket),
    TEST(v5_closing_is_not_listening_at_once),
    TEST(v5_close_without_listening),
    TEST(v5_closed_inside_the_callback),
    TEST(v6_ref_and_unref),
    TEST(v9_accepted_connections_pass_handles),
    TEST(v10_a_relative_path_after_chdir),
    TEST(v10_a_name_that_somebody_else_has_taken),
    TEST(v11_connections_are_shed),
    TEST(v11_nobody_was_shed),
    TEST(o5_the_socket_of_a_listener_at_rest),
    TEST(v11_no_busy_loop_without_a_reserve),
    TEST(many_connections_in_one_turn),
  };
  return RUN_TESTS(tests);
}
