#include "socket.h"

#include "../end.h"

#include <sys/socket.h>
#include <unistd.h>

static int
new_socket(void) {
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) end_fail("socket");
  return fd;
}

int
socket_listen(const char *path) {
  struct sockaddr_un address = end_address(path);
  int fd = new_socket();
  if (bind(fd, (struct sockaddr *) &address, sizeof(address)) != 0) end_fail("bind");
  if (listen(fd, 511) != 0) end_fail("listen");
  end_mark("ready");
  return fd;
}

int
socket_accept(int listener) {
  int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (fd < 0) end_fail("accept");
  return fd;
}

int
socket_connect(const char *path) {
  struct sockaddr_un address = end_address(path);
  int fd = new_socket();
  if (connect(fd, (struct sockaddr *) &address, sizeof(address)) != 0) end_fail("connect");
  return fd;
}

void
socket_write(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(fd, bytes, length);
    if (written < 0) end_fail("write");
    bytes += written;
    length -= (size_t) written;
  }
}

size_t
socket_read(int fd, char *bytes, size_t size) {
  ssize_t result = read(fd, bytes, size);
  if (result < 0) end_fail("read");
  return (size_t) result;
}
