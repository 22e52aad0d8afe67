#include "harness.h"

#include <sys/resource.h>

#define LONGEST 108

static int
outcome(world_t *world, const char *path, size_t len) {
  peer_t *peer = plain_peer(world);
  CHECK_OK(pipe_stream_connect(peer->stream, path, len));
  CHECK_EQ(peer->connects, 0);
  RUN_UNTIL(world, peer->connects == 1);
  int err = peer->connect_err;
  close_peer(peer);
  return err;
}

static int
outcome_at(world_t *world, const char *path) {
  return outcome(world, path, strlen(path));
}

static void
n3_failures_arrive_through_the_callback(world_t *world) {
  char long_path[LONGEST + 1];
  memset(long_path, 'a', sizeof(long_path));
  CHECK_EQ(outcome(world, "", 0), UV_EINVAL);
  CHECK_EQ(outcome(world, long_path, sizeof(long_path)), UV_EINVAL);
  CHECK_EQ(outcome(world, "a\0b", 3), UV_EINVAL);
  CHECK_EQ(outcome(world, "a\0", 2), UV_EINVAL);
  CHECK_EQ(outcome(world, "\0nobody-listens-here", 20), UV_ECONNREFUSED);
  CHECK_EQ(outcome_at(world, "missing"), UV_ENOENT);
  CHECK_EQ(outcome_at(world, "missing/too"), UV_ENOENT);
  close(open("file", O_CREAT | O_CLOEXEC, 0600));
  CHECK_EQ(outcome_at(world, "file"), UV_ECONNREFUSED);
}

static void
n3_a_dead_socket(world_t *world) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "dead"};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  CHECK_OK(bind(fd, (struct sockaddr *) &address, sizeof(address)));
  close(fd);
  CHECK_EQ(outcome_at(world, "dead"), UV_ECONNREFUSED);
}

/* As somebody who may not: root may connect to everything. */
static void
n3_no_permission(world_t *world) {
  server_t *server = listen_at(world, "server");
  CHECK_OK(chmod("server", 0));
  bool root = geteuid() == 0;
  if (root) CHECK_OK(chmod(".", 0755));
  if (root) CHECK_OK(seteuid(65534));
  CHECK_EQ(outcome_at(world, "server"), UV_EACCES);
  if (root) CHECK_OK(seteuid(0));
  close_server(server);
}

static void
check_reaches(world_t *world, const char *path, size_t len) {
  server_t *server = make_server(world);
  CHECK_OK(pipe_listener_listen(server->listener, path, len, 0, 0));
  CHECK_OK(outcome(world, path, len));
  RUN_UNTIL(world, server->connections == 1);
  close_server(server);
}

static void
n3_paths_that_work(world_t *world) {
  char longest[LONGEST];
  memset(longest, 'a', sizeof(longest));
  check_reaches(world, "a", 1);
  check_reaches(world, longest, LONGEST);
  check_reaches(world, "\0abstract-of-bare-pipe-unit-tests", 33);
  check_reaches(world, "\0abstract-of-bare-pipe-unit-tests\0more", 38);
}

static void
n4_one_at_a_time(world_t *world) {
  server_t *server = listen_at(world, "server");
  peer_t *peer = plain_peer(world);
  uint32_t status;
  CHECK_OK(connect_to(peer, "server"));
  CHECK_EQ(connect_to(peer, "server"), UV_EBUSY);
  CHECK_EQ(pipe_stream_open(peer->stream, 0, &status), UV_EBUSY);
  CHECK_EQ(pipe_stream_resume(peer->stream), UV_ENOTCONN);
  uint64_t written;
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_EQ(pipe_stream_try_write(peer->stream, &chunk, 1, NULL, &written), UV_ENOTCONN);
  CHECK_EQ(pipe_stream_write(peer->stream, &chunk, 1, NULL), UV_ENOTCONN);
  CHECK_EQ(pipe_stream_end(peer->stream), UV_ENOTCONN);
  RUN_UNTIL(world, peer->connects == 1);
  CHECK_OK(peer->connect_err);
  CHECK_EQ(connect_to(peer, "server"), UV_EISCONN);
  pipe_stream_close(peer->stream);
  CHECK_EQ(connect_to(peer, "server"), UV_EBADF);
  close_peer(peer);
  close_server(server);
}

static void
n4_again_after_a_failure(world_t *world) {
  server_t *server = listen_at(world, "server");
  peer_t *peer = plain_peer(world);
  CHECK_OK(connect_to(peer, "missing"));
  RUN_UNTIL(world, peer->connects == 1);
  CHECK_EQ(peer->connect_err, UV_ENOENT);
  CHECK_OK(connect_to(peer, "server"));
  RUN_UNTIL(world, peer->connects == 2);
  CHECK_OK(peer->connect_err);
  close_peer(peer);
  close_server(server);
}

static void
n5_closed_before_the_outcome(world_t *world) {
  server_t *server = listen_at(world, "server");
  peer_t *reaching = plain_peer(world);
  peer_t *failing = plain_peer(world);
  CHECK_OK(connect_to(reaching, "server"));
  CHECK_OK(connect_to(failing, "missing"));
  pipe_stream_close(reaching->stream);
  pipe_stream_close(failing->stream);
  RUN_UNTIL(world, reaching->closes == 1 && failing->closes == 1);
  CHECK_TEXT(reaching->log, "x");
  CHECK_TEXT(failing->log, "x");
  free_peer(reaching);
  free_peer(failing);
  close_server(server);
}

static void
a_pending_connect_keeps_the_loop(world_t *world) {
  peer_t *peer = plain_peer(world);
  pipe_stream_unref(peer->stream);
  CHECK_OK(connect_to(peer, "missing"));
  turn(world, UV_RUN_DEFAULT);
  CHECK_EQ(peer->connects, 1);
  close_peer(peer);
}

static void
no_descriptors_left(world_t *world) {
  struct rlimit limit, low;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  low = limit;
  low.rlim_cur = 3;
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &low));
  int err = outcome_at(world, "missing");
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  CHECK_EQ(err, UV_EMFILE);
}

/* A socket that listens and that nobody accepts from, its queue full. */
static int
jammed_server(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  memcpy(address.sun_path, path, strlen(path));
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK_OK(bind(fd, (struct sockaddr *) &address, sizeof(address)));
  CHECK_OK(listen(fd, 0));
  return fd;
}

static void
n6_a_full_backlog_is_an_error_in_the_end(world_t *world) {
  int jammed = jammed_server("jammed");
  int client = raw_connect("jammed");
  peer_t *peer = plain_peer(world);
  uint64_t start = uv_hrtime();
  CHECK_OK(connect_to(peer, "jammed"));
  RUN_UNTIL(world, peer->connects == 1);
  CHECK_EQ(peer->connect_err, UV_EAGAIN);
  CHECK(uv_hrtime() - start >= UINT64_C(900000000));
  close_peer(peer);
  close(client);
  close(jammed);
}

static peer_t *order[8];
static int order_len;

static void
note_order(peer_t *peer) {
  order[order_len++] = peer;
}

static void
accept_one(uv_timer_t *timer) {
  int *listening = timer->data;
  close(accept(*listening, NULL, NULL));
}

/* Also: who waits for one server does not hold up the clients of another. */
static void
n6_first_come_first_served(world_t *world) {
  int jammed = jammed_server("jammed");
  int client = raw_connect("jammed");
  server_t *server = listen_at(world, "server");
  peer_t *peers[8];
  for (int i = 0; i < 8; i++) {
    peers[i] = plain_peer(world);
    peers[i]->on_connect = note_order;
    CHECK_OK(connect_to(peers[i], "jammed"));
  }
  peer_t *other = plain_peer(world);
  CHECK_OK(connect_to(other, "server"));
  RUN_UNTIL(world, other->connects == 1);
  CHECK_OK(other->connect_err);
  CHECK_EQ(order_len, 0);
  uv_timer_t timer = {.data = &jammed};
  CHECK_OK(uv_timer_init(&world->loop, &timer));
  CHECK_OK(uv_timer_start(&timer, accept_one, 1, 5));
  RUN_UNTIL(world, order_len == 8);
  uv_close((uv_handle_t *) &timer, NULL);
  for (int i = 0; i < 8; i++) {
    CHECK(order[i] == peers[i]);
    CHECK_OK(peers[i]->connect_err);
    close_peer(peers[i]);
  }
  close_peer(other);
  close_server(server);
  close(client);
  close(jammed);
}

/* Room that has just been made belongs to who has waited for it. */
static void
n6_a_newcomer_queues_up(world_t *world) {
  int jammed = jammed_server("jammed");
  int client = raw_connect("jammed");
  peer_t *first = plain_peer(world);
  peer_t *second = plain_peer(world);
  CHECK_OK(connect_to(first, "jammed"));
  close(accept(jammed, NULL, NULL));
  CHECK_OK(connect_to(second, "jammed"));
  RUN_UNTIL(world, first->connects == 1);
  CHECK_OK(first->connect_err);
  CHECK_EQ(second->connects, 0);
  close_peer(first);
  close_peer(second);
  close(client);
  close(jammed);
}

/* A server that goes on accepting is not one that is jammed, however long the queue before it. */
static void
n6_a_slow_server(world_t *world) {
  enum { COUNT = 5 };
  int jammed = jammed_server("jammed");
  int client = raw_connect("jammed");
  peer_t *peers[COUNT];
  for (int i = 0; i < COUNT; i++) {
    peers[i] = plain_peer(world);
    CHECK_OK(connect_to(peers[i], "jammed"));
  }
  uv_timer_t timer = {.data = &jammed};
  CHECK_OK(uv_timer_init(&world->loop, &timer));
  CHECK_OK(uv_timer_start(&timer, accept_one, 300, 300));
  RUN_UNTIL(world, peers[COUNT - 1]->connects == 1);
  uv_close((uv_handle_t *) &timer, NULL);
  for (int i = 0; i < COUNT; i++) {
    CHECK_EQ(peers[i]->connects, 1);
    CHECK_OK(peers[i]->connect_err);
    close_peer(peers[i]);
  }
  close(client);
  close(jammed);
}

/* A turn that takes longer than patience lasts has not let the server on the same loop accept. */
static void
n6_a_loop_that_stands_still(world_t *world) {
  enum { COUNT = 600 };
  server_t *server = listen_at(world, "server");
  static peer_t *peers[COUNT];
  for (int i = 0; i < COUNT; i++) {
    peers[i] = plain_peer(world);
    CHECK_OK(connect_to(peers[i], "server"));
  }
  uv_sleep(1100);
  for (int i = 0; i < COUNT; i++) {
    RUN_UNTIL(world, peers[i]->connects == 1);
    CHECK_OK(peers[i]->connect_err);
  }
  RUN_UNTIL(world, server->connections == COUNT);
  end_world(world);
  for (int i = 0; i < COUNT; i++)
    free_peer(peers[i]);
  free_server(server);
}

static void
n6_closed_while_it_waits(world_t *world) {
  int jammed = jammed_server("jammed");
  int client = raw_connect("jammed");
  peer_t *first = plain_peer(world);
  peer_t *second = plain_peer(world);
  CHECK_OK(connect_to(first, "jammed"));
  CHECK_OK(connect_to(second, "jammed"));
  close_peer(first);
  CHECK_EQ(second->connects, 0);
  end_world(world);
  CHECK_TEXT(second->log, "x");
  free_peer(second);
  close(client);
  close(jammed);
}

#define CROWD 5000

static void
n6_a_crowd_at_one_server(world_t *world) {
  struct rlimit limit;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  limit.rlim_cur = limit.rlim_max;
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  CHECK(limit.rlim_cur > CROWD + 100);
  server_t *server = listen_at(world, "server");
  static peer_t *peers[CROWD];
  for (int i = 0; i < CROWD; i++) {
    peers[i] = plain_peer(world);
    CHECK_OK(connect_to(peers[i], "server"));
  }
  for (int i = 0; i < CROWD; i++) {
    RUN_UNTIL(world, peers[i]->connects == 1);
    CHECK_OK(peers[i]->connect_err);
  }
  RUN_UNTIL(world, server->connections == CROWD);
  end_world(world);
  for (int i = 0; i < CROWD; i++)
    free_peer(peers[i]);
  free_server(server);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(n3_failures_arrive_through_the_callback),
    TEST(n3_a_dead_socket),
    TEST(n3_no_permission),
    TEST(n3_paths_that_work),
    TEST(n4_one_at_a_time),
    TEST(n4_again_after_a_failure),
    TEST(n5_closed_before_the_outcome),
    TEST(a_pending_connect_keeps_the_loop),
    TEST(no_descriptors_left),
    TEST(n6_a_full_backlog_is_an_error_in_the_end),
    TEST(n6_first_come_first_served),
    TEST(n6_a_newcomer_queues_up),
    TEST(n6_a_slow_server),
    TEST(n6_a_loop_that_stands_still),
    TEST(n6_closed_while_it_waits),
    TEST(n6_a_crowd_at_one_server),
  };
  return RUN_TESTS(tests);
}
