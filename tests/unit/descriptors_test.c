#include "harness.h"

#include <sys/resource.h>

static void
check_flags(int fd) {
  CHECK((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
  CHECK((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
}

static void
check_carries(int from, int to) {
  char byte = 0;
  CHECK_EQ(write(from, "x", 1), 1);
  CHECK_EQ(read(to, &byte, 1), 1);
  CHECK_EQ(byte, 'x');
}

static void
e4_pipe(world_t *world) {
  (void) world;
  int32_t read_end = -1, write_end = -1;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  check_flags(read_end);
  check_flags(write_end);
  check_carries(write_end, read_end);
  CHECK_EQ(write(read_end, "x", 1), -1);
  close(read_end);
  close(write_end);
}

static void
x1_socketpair(world_t *world) {
  (void) world;
  int32_t a = -1, b = -1;
  CHECK_OK(pipe_stream_socketpair(&a, &b));
  check_flags(a);
  check_flags(b);
  check_carries(a, b);
  check_carries(b, a);
  close(a);
  close(b);
}

static void
e4_no_descriptors_left(world_t *world) {
  (void) world;
  struct rlimit limit, low;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  low = limit;
  low.rlim_cur = 3;
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &low));
  int32_t a = -1, b = -1;
  int pipe_err = pipe_stream_pipe(&a, &b);
  int pair_err = pipe_stream_socketpair(&a, &b);
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  CHECK_EQ(pipe_err, UV_EMFILE);
  CHECK_EQ(pair_err, UV_EMFILE);
  CHECK_EQ(a, -1);
  CHECK_EQ(b, -1);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(e4_pipe),
    TEST(x1_socketpair),
    TEST(e4_no_descriptors_left),
  };
  return RUN_TESTS(tests);
}
