/* Stand-ins for the system calls that take a path. Their names are those of the C library. */
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calls.h"
#include "real.h"

static int
open_with(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  FAIL_IF_DUE("open", fault_is_counting());
  return real(path, flags, mode);
}

int
open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = va_arg(list, mode_t);
  va_end(list);
  return open_with(REAL(open), path, flags, mode);
}

int
open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = va_arg(list, mode_t);
  va_end(list);
  return open_with(REAL(open64), path, flags, mode);
}

int
lstat(const char *path, struct stat *status) {
  FAIL_IF_DUE("lstat", fault_is_counting());
  return REAL(lstat)(path, status);
}

int
unlink(const char *path) {
  FAIL_IF_DUE("unlink", fault_is_counting());
  return REAL(unlink)(path);
}

char *
getcwd(char *buffer, size_t len) {
  static fault_call_t place = {"getcwd", 0};
  if (fault_due(&place)) return NULL;
  return REAL(getcwd)(buffer, len);
}

ssize_t
getrandom(void *buffer, size_t len, unsigned flags) {
  FAIL_IF_DUE("getrandom", fault_is_counting());
  return REAL(getrandom)(buffer, len, flags);
}
