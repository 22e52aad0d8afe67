#include "unix/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/epoll.h>
#endif

#include "pipe.h"
#include "unix/socket.h"

static int
get_status_flags(int fd, int *flags) {
  do {
    *flags = fcntl(fd, F_GETFL);
  } while (*flags < 0 && errno == EINTR);
  return *flags < 0 ? uv_translate_sys_error(errno) : 0;
}

static uint32_t
access_of(int flags) {
  switch (flags & O_ACCMODE) {
  case O_RDONLY:
    return PIPE_STREAM_OPEN_STATUS_READABLE;
  case O_WRONLY:
    return PIPE_STREAM_OPEN_STATUS_WRITABLE;
  default:
    return PIPE_STREAM_OPEN_STATUS_READABLE | PIPE_STREAM_OPEN_STATUS_WRITABLE;
  }
}

/*
 * 0 if the loop can wait for `fd`, UV_EPERM if it is of a kind that cannot be waited for. libuv
 * would only find out while polling, and abort the process.
 */
static int
probe(uv_loop_t *loop, int fd, mode_t mode) {
#ifdef __linux__
  (void) mode;
  struct epoll_event event = {0};
  int backend = uv_backend_fd(loop);
  if (epoll_ctl(backend, EPOLL_CTL_ADD, fd, &event) != 0) {
    /* What is being watched already can be watched. */
    return errno == EEXIST ? 0 : uv_translate_sys_error(errno);
  }
  epoll_ctl(backend, EPOLL_CTL_DEL, fd, &event);
  return 0;
#else
  (void) loop;
  return S_ISBLK(mode) || (S_ISCHR(mode) && isatty(fd) == 0) ? UV_EPERM : 0;
#endif
}

int
pipe_descriptor_check_watchable(uv_loop_t *loop, int fd) {
#ifdef __linux__
  /* Left there, for no event yet: libuv changes what it finds, and has no other way to add it when
     it takes the descriptor for one that it has added before. */
  struct epoll_event event = {.data = {.fd = fd}};
  if (epoll_ctl(uv_backend_fd(loop), EPOLL_CTL_ADD, fd, &event) == 0 || errno == EEXIST) return 0;
  return errno == EPERM ? UV_EBADF : uv_translate_sys_error(errno);
#else
  (void) loop;
  return fcntl(fd, F_GETFD) < 0 ? uv_translate_sys_error(errno) : 0;
#endif
}

uv_handle_type
pipe_descriptor_type(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) return UV_UNKNOWN_HANDLE;
  if (S_ISFIFO(status.st_mode)) return UV_NAMED_PIPE;
  return S_ISSOCK(status.st_mode) ? pipe_socket_type(fd) : uv_guess_handle(fd);
}

int
pipe_descriptor_inspect(uv_loop_t *loop, int fd, pipe_descriptor_kind_t *kind, uint32_t *access) {
  int flags;
  int err = get_status_flags(fd, &flags);
  if (err != 0) return err;
  struct stat status;
  if (fstat(fd, &status) != 0) return uv_translate_sys_error(errno);
  *access = access_of(flags);
  *kind = PIPE_DESCRIPTOR_POLLED;
  /* Which most of them are, and what is never anything but waited for. */
  if (S_ISSOCK(status.st_mode) || S_ISFIFO(status.st_mode)) return 0;
  if (uv_guess_handle(fd) == UV_TTY) *access |= PIPE_STREAM_OPEN_STATUS_TERMINAL;
  if (S_ISDIR(status.st_mode)) return UV_EISDIR;
  *kind = PIPE_DESCRIPTOR_FILE;
  if (S_ISREG(status.st_mode)) return 0;
  err = probe(loop, fd, status.st_mode);
  if (err == 0) *kind = PIPE_DESCRIPTOR_POLLED;
  if (err != UV_EPERM) return err;
  return S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode) ? 0 : UV_EINVAL;
}

#ifdef __APPLE__

int
pipe_descriptor_adopt(uv_pipe_t *pipe, int fd) {
  int flags;
  int err = get_status_flags(fd, &flags);
  if (err != 0) return err;
  err = uv_pipe_open(pipe, fd);
  if (err != 0) fcntl(fd, F_SETFL, flags);
  return err;
}

#else

int
pipe_descriptor_adopt(uv_pipe_t *pipe, int fd) {
  /* Only where libuv may have to make do with select(2) can it fail after it has changed the mode.
   */
  return uv_pipe_open(pipe, fd);
}

#endif

int
pipe_descriptor_duplicate(const uv_handle_t *handle, int *fd) {
  uv_os_fd_t original;
  int err = uv_fileno(handle, &original);
  if (err != 0) return err;
  *fd = fcntl(original, F_DUPFD_CLOEXEC, 0);
  return *fd < 0 ? uv_translate_sys_error(errno) : 0;
}

int
pipe_descriptor_reserve(void) {
  return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void
pipe_descriptor_close(int fd) {
  /* After EINTR the descriptor is gone all the same on Linux (close(2)): never a second try. */
  if (fd >= 0) close(fd);
}
