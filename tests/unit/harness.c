#include "harness.h"

#include <dirent.h>
#include <stdarg.h>

_Noreturn void
fail(const char *file, int line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s:%d: ", file, line);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  _exit(1);
}

void
check_equal(const char *file, int line, const char *what, long long actual, long long expected) {
  if (actual != expected) fail(file, line, "%s is %lld, not %lld", what, actual, expected);
}

void
check_text(const char *file, int line, const char *what, const char *actual, const char *expected) {
  if (strcmp(actual, expected) != 0) {
    fail(file, line, "%s is \"%s\", not \"%s\"", what, actual, expected);
  }
}

int
count_descriptors(void) {
  DIR *directory = opendir("/proc/self/fd");
  CHECK(directory != NULL);
  int count = 0;
  while (readdir(directory) != NULL)
    count++;
  closedir(directory);
  return count;
}

bool
is_open_descriptor(int fd) {
  return fcntl(fd, F_GETFD) >= 0;
}

static void
on_destroyed(void *data) {
  world_t *world = data;
  CHECK(world->running);
  CHECK_EQ(world->depth, 0);
  CHECK_EQ(world->alive, 0);
  CHECK(!world->destroyed);
  world->destroyed = true;
}

void
end_world(world_t *world) {
  if (world->env == NULL) return;
  pipe_env_destroy(world->env, on_destroyed);
  /* Once is enough, and more does no harm. */
  pipe_env_destroy(world->env, on_destroyed);
  CHECK(!world->destroyed);
  while (!world->destroyed) {
    bool more = turn(world, UV_RUN_ONCE);
    if (!more) CHECK(world->destroyed);
  }
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  world->env = NULL;
}

bool
turn(world_t *world, uv_run_mode mode) {
  world->running = true;
  bool more = uv_run(&world->loop, mode) != 0;
  world->running = false;
  return more;
}

static void
remove_directory(const char *path) {
  DIR *directory = opendir(path);
  CHECK(directory != NULL);
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (unlinkat(dirfd(directory), entry->d_name, 0) != 0) {
      unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR);
    }
  }
  closedir(directory);
  CHECK_OK(rmdir(path));
}

extern const pipe_callbacks_t recording_callbacks;

static void
run_test(const test_t *test) {
  char directory[] = "/tmp/pipe-unit-XXXXXX";
  CHECK(mkdtemp(directory) != NULL);
  CHECK_OK(chdir(directory));
  printf("%s\n", test->name);
  fflush(stdout);
  int before = count_descriptors();
  world_t world = {0};
  CHECK_OK(uv_loop_init(&world.loop));
  CHECK_OK(pipe_env_create(&world.loop, &recording_callbacks, &world, &world.env));
  CHECK(pipe_env_data(world.env) == &world);
  test->run(&world);
  end_world(&world);
  CHECK_OK(uv_loop_close(&world.loop));
  CHECK_EQ(count_descriptors(), before);
  CHECK_OK(chdir("/"));
  remove_directory(directory);
}

/* libuv keeps two descriptors for the whole process from its first loop on. */
static void
let_libuv_settle(void) {
  uv_loop_t loop;
  CHECK_OK(uv_loop_init(&loop));
  CHECK_OK(uv_loop_close(&loop));
}

int
run_tests(const test_t *tests, size_t len) {
  /* A test that hangs fails. */
  alarm(100);
  let_libuv_settle();
  for (size_t i = 0; i < len; i++)
    run_test(&tests[i]);
  return 0;
}

void
make_socketpair(int fds[2]) {
  int32_t a, b;
  CHECK_OK(pipe_stream_socketpair(&a, &b));
  fds[0] = a;
  fds[1] = b;
}

int
raw_connect(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(fd >= 0);
  if (connect(fd, (struct sockaddr *) &address, sizeof(address)) == 0) return fd;
  int err = -errno;
  close(fd);
  return err;
}

uint8_t *
pattern(size_t len) {
  uint8_t *bytes = malloc(len);
  CHECK(bytes != NULL);
  for (size_t i = 0; i < len; i++)
    bytes[i] = (uint8_t) (i * 31 + i / 251);
  return bytes;
}

int
make_file(const uint8_t *bytes, size_t len) {
  int fd = open("file", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  CHECK(fd >= 0);
  CHECK_EQ(write(fd, bytes, len), (long long) len);
  CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
  return fd;
}

void
replace_with_file(int fd) {
  int file = open("file", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  CHECK_EQ(dup3(file, fd, O_CLOEXEC), fd);
  close(file);
}

struct rlimit
use_up_descriptors(void) {
  struct rlimit limit;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  int next = fcntl(0, F_DUPFD_CLOEXEC, 0);
  close(next);
  struct rlimit low = {.rlim_cur = (rlim_t) next, .rlim_max = limit.rlim_max};
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &low));
  return limit;
}
