#include <sys/epoll.h>

#include "harness.h"

#define READABLE PIPE_STREAM_OPEN_STATUS_READABLE
#define WRITABLE PIPE_STREAM_OPEN_STATUS_WRITABLE

static int
try_open(peer_t *peer, int fd, uint32_t *status) {
  *status = 0;
  return pipe_stream_open(peer->stream, fd, status);
}

static void
check_status(world_t *world, int fd, uint32_t expected) {
  peer_t *peer = plain_peer(world);
  uint32_t status;
  CHECK_OK(try_open(peer, fd, &status));
  CHECK_EQ(status, expected);
  CHECK((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
  close_peer(peer);
  CHECK(!is_open_descriptor(fd));
}

static void
o2_status_is_the_access_mode(world_t *world) {
  int32_t read_end, write_end;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  check_status(world, read_end, READABLE);
  check_status(world, write_end, WRITABLE);
  int fds[2];
  make_socketpair(fds);
  check_status(world, fds[0], READABLE | WRITABLE);
  close(fds[1]);
}

static void
o4_kinds_that_are_adopted(world_t *world) {
  CHECK_OK(mkfifo("fifo", 0600));
  int fifo = open("fifo", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  check_status(world, fifo, READABLE);
  int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  CHECK(terminal >= 0);
  check_status(world, terminal, READABLE | WRITABLE | PIPE_STREAM_OPEN_STATUS_TERMINAL);
  check_status(world, socket(AF_INET, SOCK_STREAM, 0), READABLE | WRITABLE);
  check_status(world, socket(AF_INET, SOCK_DGRAM, 0), READABLE | WRITABLE);
}

static void
o3_a_refused_descriptor_is_still_the_callers(world_t *world) {
  peer_t *peer = plain_peer(world);
  uint32_t status;
  CHECK_EQ(try_open(peer, 999999, &status), UV_EBADF);
  int directory = open(".", O_RDONLY | O_CLOEXEC);
  CHECK_EQ(try_open(peer, directory, &status), UV_EISDIR);
  CHECK(is_open_descriptor(directory));
  close(directory);
  /* The loop cannot wait for itself. */
  CHECK_EQ(try_open(peer, uv_backend_fd(&world->loop), &status), UV_EINVAL);
  int fds[2];
  make_socketpair(fds);
  CHECK_OK(try_open(peer, fds[0], &status));
  close(fds[1]);
  close_peer(peer);
}

static void
o5_a_descriptor_has_one_owner(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  int file = open("file", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  peer_t *idle = open_peer(world, fds[0]);
  peer_t *on_file = open_peer(world, file);
  peer_t *second = plain_peer(world);
  uint32_t status;
  CHECK_EQ(try_open(second, fds[0], &status), UV_EEXIST);
  CHECK_EQ(try_open(second, file, &status), UV_EEXIST);
  CHECK_OK(pipe_stream_resume(idle->stream));
  CHECK_EQ(try_open(second, fds[0], &status), UV_EEXIST);
  CHECK(is_open_descriptor(fds[0]));
  CHECK_OK(try_open(second, fds[1], &status));
  close_peer(idle);
  close_peer(on_file);
  close_peer(second);
}

static void
o5_a_descriptor_that_other_code_watches(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  uv_poll_t poll;
  CHECK_OK(uv_poll_init(&world->loop, &poll, fds[0]));
  CHECK_OK(uv_poll_start(&poll, UV_READABLE, (uv_poll_cb) abort));
  CHECK_OK(fcntl(fds[0], F_SETFL, O_RDWR));
  peer_t *peer = plain_peer(world);
  uint32_t status;
  CHECK_EQ(try_open(peer, fds[0], &status), UV_EEXIST);
  CHECK_EQ(fcntl(fds[0], F_GETFL) & O_NONBLOCK, 0);
  uv_close((uv_handle_t *) &poll, NULL);
  close_peer(peer);
  close(fds[0]);
  close(fds[1]);
}

/* Of a device it has to be found out whether it can be watched, which what is watched can be. */
static void
o4_a_device_that_is_watched_already(world_t *world) {
  int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
  CHECK(fd >= 0);
  struct epoll_event event = {0};
  CHECK_OK(epoll_ctl(uv_backend_fd(&world->loop), EPOLL_CTL_ADD, fd, &event));
  close_peer(open_peer(world, fd));
}

static void
o2_one_descriptor_for_each_stream(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uint32_t status;
  CHECK_EQ(try_open(peer, fds[1], &status), UV_EISCONN);
  CHECK_EQ(connect_to(peer, "nowhere"), UV_EISCONN);
  CHECK(is_open_descriptor(fds[1]));
  pipe_stream_close(peer->stream);
  CHECK_EQ(try_open(peer, fds[1], &status), UV_EBADF);
  close_peer(peer);
  close(fds[1]);
}

static void
o3_standard_descriptors_stay_open(world_t *world) {
  int saved = fcntl(0, F_DUPFD_CLOEXEC, 3);
  int fds[2];
  make_socketpair(fds);
  CHECK_EQ(dup2(fds[0], 0), 0);
  close(fds[0]);
  close_peer(open_peer(world, 0));
  CHECK(is_open_descriptor(0));
  int file = open("/dev/null", O_RDONLY | O_CLOEXEC);
  CHECK_EQ(dup2(file, 0), 0);
  close(file);
  close_peer(open_peer(world, 0));
  CHECK(is_open_descriptor(0));
  CHECK_EQ(dup2(saved, 0), 0);
  close(saved);
  close(fds[1]);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(o2_status_is_the_access_mode),      TEST(o4_a_device_that_is_watched_already),
    TEST(o2_one_descriptor_for_each_stream), TEST(o3_a_refused_descriptor_is_still_the_callers),
    TEST(o3_standard_descriptors_stay_open), TEST(o4_kinds_that_are_adopted),
    TEST(o5_a_descriptor_has_one_owner),     TEST(o5_a_descriptor_that_other_code_watches),
  };
  return RUN_TESTS(tests);
}
