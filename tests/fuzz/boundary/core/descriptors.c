#include "descriptors.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "report.h"

typedef enum {
  NOBODYS,
  KEPT,
  GIVEN,
} owner_t;

typedef struct {
  owner_t owner;
  const object_t *object;
  dev_t device;
  ino_t inode;
} entry_t;

static struct {
  entry_t entries[MAX_DESCRIPTORS];
  bool before[MAX_DESCRIPTORS];
  unsigned long closes;
} descriptors;

static entry_t *
entry_of(int fd) {
  return fd >= 0 && fd < MAX_DESCRIPTORS ? &descriptors.entries[fd] : NULL;
}

static long
next_syscall(long number, const long arguments[6]) {
  static long (*next)(long, ...);
  if (next == NULL) next = (long (*)(long, ...)) dlsym(RTLD_NEXT, "syscall");
  return next(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
              arguments[5]);
}

static int
really_close(int fd) {
  return (int) next_syscall(SYS_close, (long[6]){fd});
}

static int
checked_close(int fd) {
  descriptors.closes++;
  entry_t *entry = entry_of(fd);
  if (session.active && entry != NULL) {
    RULE(entry->owner != KEPT, "descriptor %d is closed, and is not the runtime's", fd);
    entry->owner = NOBODYS;
  }
  int result = really_close(fd);
  RULE(!session.active || result == 0 || errno != EBADF, "descriptor %d is closed twice", fd);
  return result;
}

/* Takes the place of the C library's, for everybody. */
int
close(int fd) {
  return checked_close(fd);
}

/* So does this: libuv closes through it. */
long
syscall(long number, ...) {
  long arguments[6];
  va_list list;
  va_start(list, number);
  for (int i = 0; i < 6; i++)
    arguments[i] = va_arg(list, long);
  va_end(list);
  return number == SYS_close ? checked_close((int) arguments[0]) : next_syscall(number, arguments);
}

static void
set_limit(rlim_t limit) {
  struct rlimit limits;
  getrlimit(RLIMIT_NOFILE, &limits);
  limits.rlim_cur = limit;
  RULE(setrlimit(RLIMIT_NOFILE, &limits) == 0, "the number of descriptors cannot be limited");
}

void
descriptors_check(void) {
  uv_loop_t loop;
  uv_fs_t request;
  RULE(uv_loop_init(&loop) == 0, "there is no loop");
  unsigned long before = descriptors.closes;
  uv_fs_close(&loop, &request, dup(STDERR_FILENO), NULL);
  uv_fs_req_cleanup(&request);
  RULE(descriptors.closes == before + 1, "libuv has a close of its own");
  uv_loop_close(&loop);
  set_limit(MAX_DESCRIPTORS);
}

/* Calls `look` with each descriptor that is open. */
static void
each_open(void (*look)(int fd)) {
  DIR *directory = opendir("/proc/self/fd");
  RULE(directory != NULL, "/proc is missing");
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL) {
    int fd = (int) strtol(entry->d_name, NULL, 10);
    if (entry->d_name[0] != '.' && fd != dirfd(directory) && entry_of(fd) != NULL) look(fd);
  }
  closedir(directory);
}

static void
note_before(int fd) {
  descriptors.before[fd] = true;
}

static void
check_after(int fd) {
  if (descriptors.before[fd]) return;
  char link[64], target[128] = "";
  snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
  if (readlink(link, target, sizeof(target) - 1) < 0) target[0] = '\0';
  violate("descriptor %d (%s) is left open", fd, target);
}

void
descriptors_begin(void) {
  memset(descriptors.entries, 0, sizeof(descriptors.entries));
  memset(descriptors.before, 0, sizeof(descriptors.before));
  each_open(note_before);
}

void
descriptors_end(void) {
  /* The loop's own, which were open in the beginning, are gone. */
  each_open(check_after);
}

int
descriptors_keep(int fd) {
  entry_t *entry = entry_of(fd);
  if (entry == NULL) return fd;
  struct stat status;
  RULE(fstat(fd, &status) == 0, "descriptor %d is not open", fd);
  RULE(entry->owner == NOBODYS, "descriptor %d has two owners", fd);
  *entry = (entry_t){.owner = KEPT, .device = status.st_dev, .inode = status.st_ino};
  return fd;
}

void
descriptors_drop(int fd) {
  entry_t *entry = entry_of(fd);
  if (entry == NULL) return;
  descriptors_check_kept(fd, "the fuzzer");
  entry->owner = NOBODYS;
  really_close(fd);
}

void
descriptors_give(int fd, const object_t *object) {
  entry_t *entry = entry_of(fd);
  if (entry == NULL) return;
  RULE(entry->owner != GIVEN, "descriptor %d is taken a second time", fd);
  entry->owner = GIVEN;
  entry->object = object;
}

bool
descriptors_are_kept(int fd) {
  const entry_t *entry = entry_of(fd);
  return entry != NULL && entry->owner == KEPT;
}

bool
descriptors_are_given(int fd, const fuzz_env_t *env) {
  const entry_t *entry = entry_of(fd);
  return entry != NULL && entry->owner == GIVEN && entry->object->env == env;
}

void
descriptors_check_kept(int fd, const char *what) {
  const entry_t *entry = entry_of(fd);
  if (entry == NULL || entry->owner != KEPT) return;
  struct stat status;
  RULE(fstat(fd, &status) == 0, "%s: descriptor %d has been closed", what, fd);
  RULE(status.st_dev == entry->device && status.st_ino == entry->inode,
       "%s: descriptor %d is another one now", what, fd);
}

void
descriptors_check_gone(const object_t *object) {
  for (int fd = 0; fd < MAX_DESCRIPTORS; fd++) {
    const entry_t *entry = &descriptors.entries[fd];
    RULE(entry->owner != GIVEN || entry->object != object, "%s %u has left descriptor %d open",
         object->native->name, object->index, fd);
  }
}

void
descriptors_starve(unsigned count) {
  int lowest = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
  if (lowest < 0) return;
  really_close(lowest);
  set_limit((rlim_t) lowest + count);
}

void
descriptors_restore(void) {
  set_limit(MAX_DESCRIPTORS);
}
