/* Stand-ins for the system calls of any descriptor. Their names are those of the C library. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "calls.h"
#include "real.h"
#include "subject.h"

ssize_t
read(int fd, void *buffer, size_t len) {
  FAIL_IF_DUE("read", subject_moves_bytes(fd));
  return REAL(read)(fd, buffer, len);
}

ssize_t
readv(int fd, const struct iovec *chunks, int chunks_len) {
  FAIL_IF_DUE("readv", subject_moves_bytes(fd));
  return REAL(readv)(fd, chunks, chunks_len);
}

ssize_t
write(int fd, const void *buffer, size_t len) {
  FAIL_IF_DUE("write", subject_moves_bytes(fd));
  return REAL(write)(fd, buffer, len);
}

ssize_t
writev(int fd, const struct iovec *chunks, int chunks_len) {
  FAIL_IF_DUE("writev", subject_moves_bytes(fd));
  return REAL(writev)(fd, chunks, chunks_len);
}

int
pipe2(int fds[2], int flags) {
  FAIL_IF_DUE("pipe2", fault_is_counting());
  return REAL(pipe2)(fds, flags);
}

/* Whatever it says, the descriptor is gone afterwards (close(2), "Dealing with error returns"). */
int
close(int fd) {
  static fault_call_t place = {"close", 0};
  bool due = subject_moves_bytes(fd) && fault_due(&place);
  int error = errno;
  int result = REAL(close)(fd);
  if (!due) return result;
  errno = error;
  return -1;
}

/* libuv closes without the C library's help, so that no thread can be cancelled there. */
long
syscall(long number, ...) {
  long arguments[6];
  va_list list;
  va_start(list, number);
  for (int i = 0; i < 6; i++)
    arguments[i] = va_arg(list, long);
  va_end(list);
  if (number == SYS_close) return close((int) arguments[0]);
  return REAL(syscall)(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                       arguments[5]);
}

int
fcntl(int fd, int operation, ...) {
  va_list list;
  va_start(list, operation);
  void *argument = va_arg(list, void *);
  va_end(list);
  FAIL_IF_DUE("fcntl", subject_has_options(fd));
  return REAL(fcntl)(fd, operation, argument);
}

int
fcntl64(int fd, int operation, ...) {
  va_list list;
  va_start(list, operation);
  void *argument = va_arg(list, void *);
  va_end(list);
  return fcntl(fd, operation, argument);
}

int
ioctl(int fd, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  FAIL_IF_DUE("ioctl", subject_has_options(fd));
  return REAL(ioctl)(fd, request, argument);
}

int
isatty(int fd) {
  static fault_call_t place = {"isatty", 0};
  if (subject_has_options(fd) && fault_due(&place)) return 0;
  return REAL(isatty)(fd);
}

int
fstat(int fd, struct stat *status) {
  FAIL_IF_DUE("fstat", subject_has_options(fd));
  return REAL(fstat)(fd, status);
}
