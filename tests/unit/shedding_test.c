#include "harness.h"

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
  server->on_connection = accept_into_new_peer;
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
  CHECK_OK(pipe_listener_listen(server->listener, "server", 6, PIPE_DEFAULT_BACKLOG, 0));
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

int
main(void) {
  static const test_t tests[] = {
    TEST(v11_connections_are_shed),
    TEST(v11_nobody_was_shed),
    TEST(o5_the_socket_of_a_listener_at_rest),
    TEST(v11_no_busy_loop_without_a_reserve),
  };
  return RUN_TESTS(tests);
}
