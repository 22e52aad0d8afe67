#include "unix/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <uv.h>

#include "unix/descriptor.h"

#ifndef __linux__
/* Where the flags cannot be had in one step with the socket. */
static int
flag_or_close(int fd) {
  if (fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0) return 0;
  int err = uv_translate_sys_error(errno);
  pipe_descriptor_close(fd);
  return err;
}
#endif

int
pipe_socket_create(int *fd) {
#ifdef __linux__
  *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  return *fd < 0 ? uv_translate_sys_error(errno) : 0;
#else
  *fd = socket(AF_UNIX, SOCK_STREAM, 0);
  return *fd < 0 ? uv_translate_sys_error(errno) : flag_or_close(*fd);
#endif
}

int
pipe_socket_connect(int fd, const pipe_address_t *address) {
  int result;
  do {
    result = connect(fd, (const struct sockaddr *) &address->name, address->len);
  } while (result < 0 && errno == EINTR);
  /* Where a connection may be under way, the first write or read brings its outcome. */
  if (result == 0 || errno == EINPROGRESS) return 0;
  return uv_translate_sys_error(errno);
}

int
pipe_socket_bind(int fd, const pipe_address_t *address) {
  if (bind(fd, (const struct sockaddr *) &address->name, address->len) == 0) return 0;
  return errno == ENOENT ? UV_EACCES : uv_translate_sys_error(errno);
}

int
pipe_socket_listen(int fd, int backlog) {
  return listen(fd, backlog) == 0 ? 0 : uv_translate_sys_error(errno);
}

int
pipe_socket_end_writing(int fd) {
  return shutdown(fd, SHUT_WR) == 0 ? 0 : uv_translate_sys_error(errno);
}

int
pipe_socket_accept(int fd, int *client) {
  do {
#ifdef __linux__
    *client = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
    *client = accept(fd, NULL, NULL);
#endif
  } while (*client < 0 && errno == EINTR);
  if (*client < 0) return uv_translate_sys_error(errno);
#ifdef __linux__
  return 0;
#else
  return flag_or_close(*client);
#endif
}

ssize_t
pipe_socket_receive(int fd, void *data, size_t len) {
  ssize_t result;
  do {
    result = recv(fd, data, len, MSG_DONTWAIT);
  } while (result < 0 && errno == EINTR);
  return result < 0 ? uv_translate_sys_error(errno) : result;
}

int
pipe_socket_check(int fd) {
  int type;
  socklen_t len = sizeof(type);
  if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == 0) return 0;
  return errno == ENOTSOCK ? UV_EBADF : uv_translate_sys_error(errno);
}

static int
family_of(int fd) {
  /* Cut short, but for the family. */
  struct sockaddr name = {0};
  socklen_t len = sizeof(name);
  return getsockname(fd, &name, &len) == 0 ? name.sa_family : AF_UNSPEC;
}

uv_handle_type
pipe_socket_type(int fd) {
  int type;
  socklen_t len = sizeof(type);
  if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) != 0) return UV_UNKNOWN_HANDLE;
  int family = family_of(fd);
  bool is_internet = family == AF_INET || family == AF_INET6;
  if (type == SOCK_STREAM && family == AF_UNIX) return UV_NAMED_PIPE;
  if (type == SOCK_STREAM && is_internet) return UV_TCP;
  return type == SOCK_DGRAM && is_internet ? UV_UDP : UV_UNKNOWN_HANDLE;
}

bool
pipe_socket_carries_descriptors(int fd) {
  return family_of(fd) == AF_UNIX;
}
