#include "harness.h"

#include <sys/resource.h>

#define STRANGER 65534

#define OWNER_ONLY   PIPE_LISTENER_ACCESS_OWNER_ONLY
#define READABLE_ALL PIPE_LISTENER_ACCESS_READABLE_ALL
#define WRITABLE_ALL PIPE_LISTENER_ACCESS_WRITABLE_ALL

/* The linker has wrapped these names: what the runtime calls comes through here. */
int
__real_bind(int fd, const struct sockaddr *name, socklen_t len);
int
__real_listen(int fd, int backlog);
int
__real_chmod(const char *path, mode_t mode);
int
__real_fchmod(int fd, mode_t mode);
int
__real_lstat(const char *path, struct stat *status);
mode_t
__real_umask(mode_t mask);
uid_t
__real_geteuid(void);

/* What has been seen, and what is to happen, while one server begins to listen. */
static struct {
  mode_t at_bind, at_listen;
  int chmods, fchmods, umasks;
  /* Not 0: the call fails with this errno. */
  int chmod_errno, fchmod_errno;
  /* Run right after the call, once. */
  void (*after_bind)(void);
  void (*after_lstat)(void);
  /* Not 0: the user that the process seems to be. */
  uid_t user;
} seen;

static void
run_once(void (**hook)(void)) {
  void (*run)(void) = *hook;
  *hook = NULL;
  if (run != NULL) run();
}

static mode_t
mode_of(const char *path) {
  struct stat status;
  CHECK_OK(__real_lstat(path, &status));
  return status.st_mode & 07777;
}

int
__wrap_bind(int fd, const struct sockaddr *name, socklen_t len) {
  int result = __real_bind(fd, name, len);
  const char *path = ((const struct sockaddr_un *) name)->sun_path;
  if (result == 0 && path[0] != '\0') seen.at_bind = mode_of(path);
  if (result == 0) run_once(&seen.after_bind);
  return result;
}

int
__wrap_listen(int fd, int backlog) {
  struct sockaddr_un name = {0};
  socklen_t len = sizeof(name);
  CHECK_OK(getsockname(fd, (struct sockaddr *) &name, &len));
  if (name.sun_path[0] != '\0') seen.at_listen = mode_of(name.sun_path);
  return __real_listen(fd, backlog);
}

int
__wrap_chmod(const char *path, mode_t mode) {
  seen.chmods++;
  errno = seen.chmod_errno;
  return errno != 0 ? -1 : __real_chmod(path, mode);
}

int
__wrap_fchmod(int fd, mode_t mode) {
  seen.fchmods++;
  errno = seen.fchmod_errno;
  return errno != 0 ? -1 : __real_fchmod(fd, mode);
}

int
__wrap_lstat(const char *path, struct stat *status) {
  int result = __real_lstat(path, status);
  run_once(&seen.after_lstat);
  return result;
}

mode_t
__wrap_umask(mode_t mask) {
  seen.umasks++;
  return __real_umask(mask);
}

uid_t
__wrap_geteuid(void) {
  return seen.user != 0 ? seen.user : __real_geteuid();
}

static int
try_listen(server_t *server, const char *path, uint32_t access) {
  return pipe_listener_listen(server->listener, path, strlen(path), PIPE_DEFAULT_BACKLOG, access);
}

static bool
exists(const char *path) {
  struct stat status;
  return __real_lstat(path, &status) == 0;
}

static server_t *
fresh_server(world_t *world) {
  memset(&seen, 0, sizeof(seen));
  return make_server(world);
}

/* Listens under `mask`: `at_bind` is the file's mode when bind has made it, `at_listen` that when
   clients can connect, and the umask stays what it is throughout. */
static void
check_modes(world_t *world, uint32_t access, mode_t mask, mode_t at_bind, mode_t at_listen) {
  server_t *server = fresh_server(world);
  mode_t before = __real_umask(mask);
  int err = try_listen(server, "server", access);
  mode_t after = __real_umask(before);
  CHECK_OK(err);
  CHECK_EQ(after, mask);
  CHECK_EQ(seen.umasks, 0);
  CHECK_EQ(seen.at_bind, at_bind);
  CHECK_EQ(seen.at_listen, at_listen);
  CHECK_EQ(mode_of("server"), at_listen);
  CHECK_EQ(seen.chmods, at_bind == at_listen ? 0 : 1);
  CHECK_EQ(seen.fchmods, access == OWNER_ONLY ? 1 : 0);
  close_server(server);
  CHECK(!exists("server"));
}

static void
x2_without_options_the_umask_decides(world_t *world) {
  check_modes(world, 0, 0, 0777, 0777);
  check_modes(world, 0, 022, 0755, 0755);
  check_modes(world, 0, 077, 0700, 0700);
}

static void
x2_owner_only_from_the_first_moment_on(world_t *world) {
  check_modes(world, OWNER_ONLY, 0, 0600, 0600);
  check_modes(world, OWNER_ONLY, 022, 0600, 0600);
  check_modes(world, OWNER_ONLY, 077, 0600, 0600);
  check_modes(world, OWNER_ONLY, 0277, 0400, 0400);
}

static void
x2_for_all_whatever_the_umask(world_t *world) {
  check_modes(world, READABLE_ALL, 077, 0700, 0744);
  check_modes(world, WRITABLE_ALL, 077, 0700, 0722);
  check_modes(world, READABLE_ALL | WRITABLE_ALL, 077, 0700, 0766);
  check_modes(world, READABLE_ALL, 022, 0755, 0755);
  check_modes(world, WRITABLE_ALL, 022, 0755, 0777);
  check_modes(world, READABLE_ALL | WRITABLE_ALL, 0, 0777, 0777);
}

static void
x2_what_cannot_be_is_refused(world_t *world) {
  server_t *server = fresh_server(world);
  CHECK_EQ(try_listen(server, "server", OWNER_ONLY | READABLE_ALL), UV_EINVAL);
  CHECK_EQ(try_listen(server, "server", OWNER_ONLY | WRITABLE_ALL), UV_EINVAL);
  CHECK_EQ(try_listen(server, "server", OWNER_ONLY | READABLE_ALL | WRITABLE_ALL), UV_EINVAL);
  CHECK(!exists("server"));
  const char *abstract = "\0of-bare-pipe-permissions";
  for (uint32_t access = OWNER_ONLY; access <= WRITABLE_ALL; access <<= 1) {
    CHECK_EQ(pipe_listener_listen(server->listener, abstract, 25, 1, access), UV_EINVAL);
  }
  CHECK_OK(pipe_listener_listen(server->listener, abstract, 25, 1, 0));
  close_server(server);
}

/* The same server, with nothing in the way any more. */
static void
check_recovers(server_t *server, uint32_t access) {
  CHECK(!exists("server"));
  seen.chmod_errno = 0;
  seen.fchmod_errno = 0;
  CHECK_OK(try_listen(server, "server", access));
  close_server(server);
}

static void
x2_a_failing_chmod_leaves_nothing_behind(world_t *world) {
  mode_t before = __real_umask(077);
  server_t *server = fresh_server(world);
  seen.fchmod_errno = EPERM;
  CHECK_EQ(try_listen(server, "server", OWNER_ONLY), UV_EPERM);
  CHECK_EQ(seen.at_bind, 0);
  check_recovers(server, OWNER_ONLY);

  server = fresh_server(world);
  seen.chmod_errno = EROFS;
  CHECK_EQ(try_listen(server, "server", WRITABLE_ALL), UV_EROFS);
  CHECK_EQ(seen.at_bind, 0700);
  CHECK_EQ(seen.at_listen, 0);
  check_recovers(server, WRITABLE_ALL);
  __real_umask(before);
}

/* One for the socket, and none for looking at its file. */
static void
x2_no_descriptor_left_to_change_the_mode_with(world_t *world) {
  mode_t before = __real_umask(077);
  server_t *server = fresh_server(world);
  struct rlimit limit, tight;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
  int next = dup(0);
  close(next);
  tight = limit;
  tight.rlim_cur = (rlim_t) next + 1;
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &tight));
  int err = try_listen(server, "server", READABLE_ALL);
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  CHECK_EQ(err, UV_EMFILE);
  check_recovers(server, READABLE_ALL);
  __real_umask(before);
}

static void
make_precious(void) {
  int fd = open("precious", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  CHECK(fd >= 0);
  close(fd);
}

static void
replace_with_a_link(void) {
  CHECK_OK(rename("server", "moved"));
  CHECK_OK(symlink("precious", "server"));
}

static void
replace_with_a_file(void) {
  CHECK_OK(rename("server", "moved"));
  CHECK_OK(rename("precious", "server"));
}

static void
replace_with_a_socket(void) {
  CHECK_OK(rename("server", "moved"));
  CHECK_OK(rename("other", "server"));
}

static void
x2_what_has_taken_the_name_is_left_alone(world_t *world) {
  mode_t before = __real_umask(077);
  make_precious();
  server_t *server = fresh_server(world);
  seen.after_bind = replace_with_a_link;
  CHECK_EQ(try_listen(server, "server", WRITABLE_ALL), UV_ENOENT);
  CHECK_EQ(mode_of("precious"), 0600);
  CHECK_OK(unlink("server"));
  seen.after_bind = replace_with_a_file;
  CHECK_EQ(try_listen(server, "server", WRITABLE_ALL), UV_ENOENT);
  CHECK_EQ(mode_of("server"), 0600);
  CHECK_OK(unlink("server"));

  server_t *other = listen_at(world, "other");
  seen.after_lstat = replace_with_a_socket;
  CHECK_EQ(try_listen(server, "server", WRITABLE_ALL), UV_ENOENT);
  CHECK(seen.after_lstat == NULL);
  CHECK_EQ(mode_of("server"), 0700);
  CHECK_EQ(seen.chmods, 0);
  CHECK_OK(unlink("server"));
  CHECK_OK(unlink("moved"));
  close_server(other);
  check_recovers(server, WRITABLE_ALL);
  __real_umask(before);
}

static void
remove_the_file(void) {
  CHECK_OK(unlink("server"));
}

static void
x2_a_file_that_is_gone_again(world_t *world) {
  server_t *server = fresh_server(world);
  seen.after_bind = remove_the_file;
  CHECK_EQ(try_listen(server, "server", OWNER_ONLY), UV_ENOENT);
  seen.after_bind = remove_the_file;
  CHECK_EQ(try_listen(server, "server", WRITABLE_ALL), UV_ENOENT);
  check_recovers(server, OWNER_ONLY);
}

/* Turned away and not announced; somebody who waits behind it is. */
static void
check_stranger_is_unseen(server_t *server, int stranger, int friend) {
  char byte;
  CHECK(stranger >= 0);
  CHECK(friend >= 0);
  RUN_UNTIL(server->world, server->connections == 1);
  CHECK_EQ(read(stranger, &byte, 1), 0);
  turn(server->world, UV_RUN_NOWAIT);
  CHECK_EQ(server->connections, 1);
  CHECK_EQ(server->errors, 0);
  close(stranger);
  close(friend);
}

/* Whom the mode has not kept out, for whatever reason, is known by his credentials. */
static void
x2_another_user_is_not_announced(world_t *world) {
  server_t *server = fresh_server(world);
  seen.user = __real_geteuid() + 1;
  CHECK_OK(try_listen(server, "server", OWNER_ONLY));
  seen.user = 0;
  int client = raw_connect("server");
  CHECK(client >= 0);
  char byte;
  while (recv(client, &byte, 1, MSG_DONTWAIT) < 0)
    turn(world, UV_RUN_ONCE);
  CHECK_EQ(server->connections, 0);
  close(client);
  close_server(server);
}

static int
connect_as(uid_t user, const char *path) {
  CHECK_OK(seteuid(user));
  int fd = raw_connect(path);
  CHECK_OK(seteuid(0));
  return fd;
}

static void
x2_users_that_the_mode_does_not_keep_out(world_t *world) {
  if (__real_geteuid() != 0) {
    printf("  not root: no other user to connect as\n");
    return;
  }
  CHECK_OK(__real_chmod(".", 0777));
  server_t *server = fresh_server(world);
  CHECK_OK(try_listen(server, "server", OWNER_ONLY));
  CHECK_EQ(connect_as(STRANGER, "server"), -EACCES);
  CHECK_OK(__real_chmod("server", 0777));
  int stranger = connect_as(STRANGER, "server");
  check_stranger_is_unseen(server, stranger, connect_as(0, "server"));
  close_server(server);

  server = fresh_server(world);
  CHECK_OK(seteuid(STRANGER));
  int err = try_listen(server, "server", OWNER_ONLY);
  CHECK_OK(seteuid(0));
  CHECK_OK(err);
  int root = connect_as(0, "server");
  check_stranger_is_unseen(server, root, connect_as(STRANGER, "server"));
  close_server(server);
}

int
main(void) {
  const test_t tests[] = {
    TEST(x2_without_options_the_umask_decides),
    TEST(x2_owner_only_from_the_first_moment_on),
    TEST(x2_for_all_whatever_the_umask),
    TEST(x2_what_cannot_be_is_refused),
    TEST(x2_a_failing_chmod_leaves_nothing_behind),
    TEST(x2_no_descriptor_left_to_change_the_mode_with),
    TEST(x2_what_has_taken_the_name_is_left_alone),
    TEST(x2_a_file_that_is_gone_again),
    TEST(x2_another_user_is_not_announced),
    TEST(x2_users_that_the_mode_does_not_keep_out),
  };
  return RUN_TESTS(tests);
}
