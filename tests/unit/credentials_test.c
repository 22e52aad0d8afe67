#include "harness.h"

#include <netinet/in.h>
#include <sys/wait.h>

#define STRANGER 65534
#define GROUP    65533

typedef struct {
  int32_t pid;
  uint32_t uid, gid;
} credentials_t;

static int
ask(peer_t *peer, credentials_t *credentials) {
  return pipe_stream_credentials(peer->stream, &credentials->pid, &credentials->uid,
                                 &credentials->gid);
}

static void
check_credentials(peer_t *peer, pid_t pid, uid_t uid, gid_t gid) {
  credentials_t credentials = {-1, 0, 0};
  CHECK_OK(ask(peer, &credentials));
  CHECK_EQ(credentials.pid, pid);
  CHECK_EQ(credentials.uid, uid);
  CHECK_EQ(credentials.gid, gid);
}

/* Nothing is written to where the answer was to go. */
static void
check_refused(peer_t *peer, int err) {
  credentials_t credentials = {1, 2, 3};
  CHECK_EQ(ask(peer, &credentials), err);
  CHECK(credentials.pid == 1 && credentials.uid == 2 && credentials.gid == 3);
}

static void
check_refused_over(world_t *world, int fd, int err) {
  peer_t *peer = open_peer(world, fd);
  check_refused(peer, err);
  close_peer(peer);
}

static void
accept_here(server_t *server) {
  peer_t *peer = plain_peer(server->world);
  CHECK_OK(pipe_listener_accept(server->listener, peer->stream));
  check_credentials(peer, getpid(), geteuid(), getegid());
  server->context = peer;
}

static void
x2_both_ends_of_a_connection(world_t *world) {
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_here;
  peer_t *client = plain_peer(world);
  check_refused(client, UV_ENOTCONN);
  CHECK_OK(connect_to(client, "server"));
  check_refused(client, UV_ENOTCONN);
  RUN_UNTIL(world, client->connects == 1 && server->connections == 1);
  CHECK_OK(client->connect_err);
  check_credentials(client, getpid(), geteuid(), getegid());
  close_peer(client);
  peer_t *accepted = server->context;
  check_credentials(accepted, getpid(), geteuid(), getegid());
  close_peer(accepted);
  close_server(server);
}

static void
x2_both_ends_of_a_pair(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *a = open_peer(world, fds[0]);
  peer_t *b = open_peer(world, fds[1]);
  check_credentials(a, getpid(), geteuid(), getegid());
  check_credentials(b, getpid(), geteuid(), getegid());
  close_peer(a);
  check_credentials(b, getpid(), geteuid(), getegid());
  close_peer(b);
}

/* Connects as another user if it may, and ends. */
static pid_t
spawn_client(const char *path, bool as_stranger) {
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid > 0) return pid;
  if (as_stranger && (setgid(GROUP) != 0 || setuid(STRANGER) != 0)) exit(1);
  exit(raw_connect(path) >= 0 ? 0 : 2);
}

static void
accept_another(server_t *server) {
  peer_t *peer = plain_peer(server->world);
  CHECK_OK(pipe_listener_accept(server->listener, peer->stream));
  server->context = peer;
}

/* What the kernel has noted stays, also when the process that it is about is gone. */
static void
x2_another_process(world_t *world) {
  bool root = geteuid() == 0;
  if (!root) printf("  not root: the other process is of the same user\n");
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_another;
  CHECK_OK(chmod(".", 0755));
  CHECK_OK(chmod("server", 0777));
  pid_t pid = spawn_client("server", root);
  int status;
  CHECK_EQ(waitpid(pid, &status, 0), pid);
  CHECK_EQ(status, 0);
  RUN_UNTIL(world, server->connections == 1);
  peer_t *peer = server->context;
  check_credentials(peer, pid, root ? STRANGER : geteuid(), root ? GROUP : getegid());
  CHECK(pid != getpid());
  close_peer(peer);
  close_server(server);
}

/* Who listens, or connects, and is somebody else later, is known as who it was. */
static void
x2_as_it_was_at_the_time(world_t *world) {
  if (geteuid() != 0) {
    printf("  not root: nobody else to be\n");
    return;
  }
  server_t *server = listen_at(world, "server");
  server->on_connection = accept_another;
  CHECK_OK(chmod(".", 0755));
  CHECK_OK(chmod("server", 0777));
  peer_t *client = plain_peer(world);
  CHECK_OK(seteuid(STRANGER));
  int err = connect_to(client, "server");
  CHECK_OK(seteuid(0));
  CHECK_OK(err);
  RUN_UNTIL(world, client->connects == 1 && server->connections == 1);
  CHECK_OK(seteuid(STRANGER - 1));
  check_credentials(client, getpid(), 0, getegid());
  check_credentials(server->context, getpid(), STRANGER, getegid());
  CHECK_OK(seteuid(0));
  close_peer(client);
  close_peer(server->context);
  close_server(server);
}

static void
x2_what_is_no_socket(world_t *world) {
  int fds[2];
  CHECK_OK(pipe(fds));
  check_refused_over(world, fds[0], UV_ENOTSOCK);
  close(fds[1]);
  check_refused_over(world, open("file", O_CREAT | O_RDWR | O_CLOEXEC, 0600), UV_ENOTSOCK);
  check_refused_over(world, open("/dev/null", O_RDWR | O_CLOEXEC), UV_ENOTSOCK);
}

static void
x2_sockets_without_credentials(world_t *world) {
  int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t len = sizeof(name);
  CHECK_OK(bind(listening, (struct sockaddr *) &name, len));
  CHECK_OK(listen(listening, 1));
  CHECK_OK(getsockname(listening, (struct sockaddr *) &name, &len));
  int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK_OK(connect(client, (struct sockaddr *) &name, len));
  check_refused_over(world, client, UV_ENOTSUP);
  close(listening);
}

/* A listening socket has credentials of its own, but nobody is at its other end. */
static void
x2_sockets_without_a_peer(world_t *world) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "listening"};
  int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK_OK(bind(listening, (struct sockaddr *) &address, sizeof(address)));
  CHECK_OK(listen(listening, 1));
  check_refused_over(world, listening, UV_ENOTCONN);
  check_refused_over(world, socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), UV_ENOTCONN);
}

static void
x2_a_pipe_that_is_closing_or_closed(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  pipe_stream_t *stream = peer->stream;
  pipe_stream_retain(stream);
  pipe_stream_close(stream);
  check_refused(peer, UV_EBADF);
  RUN_UNTIL(world, peer->closes == 1);
  check_refused(peer, UV_EBADF);
  pipe_stream_release(stream);
  free_peer(peer);
  close(fds[1]);
}

int
main(void) {
  const test_t tests[] = {
    TEST(x2_both_ends_of_a_connection), TEST(x2_both_ends_of_a_pair),
    TEST(x2_another_process),           TEST(x2_as_it_was_at_the_time),
    TEST(x2_what_is_no_socket),         TEST(x2_sockets_without_credentials),
    TEST(x2_sockets_without_a_peer),    TEST(x2_a_pipe_that_is_closing_or_closed),
  };
  return RUN_TESTS(tests);
}
