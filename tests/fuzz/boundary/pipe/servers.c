#include "servers.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "descriptors.h"
#include "endpoints.h"
#include "input.h"
#include "paths.h"

#define MAX_SERVERS 3

static struct {
  int fds[MAX_SERVERS];
  unsigned len;
} servers;

void
servers_begin(void) {
  servers.len = 0;
}

void
servers_end(void) {
  for (unsigned i = 0; i < servers.len; i++)
    descriptors_drop(servers.fds[i]);
}

/* A connection that the fuzzer holds the end of. */
static void
hold(int fd) {
  endpoint_t *endpoint = endpoints_add(descriptors_keep(fd));
  if (endpoint == NULL) {
    descriptors_drop(fd);
    return;
  }
  endpoint->carries = true;
}

void
servers_connect_client(void) {
  struct sockaddr_un address;
  socklen_t len = paths_address(&address);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return;
  if (connect(fd, (struct sockaddr *) &address, len) == 0) {
    hold(fd);
  } else {
    close(fd);
  }
}

void
servers_listen(void) {
  struct sockaddr_un address;
  socklen_t len = paths_address(&address);
  if (servers.len == MAX_SERVERS) return;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return;
  uint8_t byte = input_byte();
  if (byte % 4 == 0 && address.sun_path[0] != '\0') unlink(address.sun_path);
  if (bind(fd, (struct sockaddr *) &address, len) != 0 || listen(fd, byte / 4 % 3) != 0) {
    close(fd);
    return;
  }
  servers.fds[servers.len++] = descriptors_keep(fd);
}

void
servers_accept(void) {
  if (servers.len == 0) return;
  int fd = accept4(servers.fds[input_below(servers.len)], NULL, NULL, SOCK_CLOEXEC);
  if (fd >= 0) hold(fd);
}

void
servers_close_one(void) {
  if (servers.len == 0) return;
  unsigned index = input_below(servers.len);
  descriptors_drop(servers.fds[index]);
  servers.fds[index] = servers.fds[--servers.len];
}

void
servers_remove_file(void) {
  struct sockaddr_un address;
  paths_address(&address);
  if (address.sun_path[0] != '\0') unlink(address.sun_path);
}

void
servers_put_file(void) {
  struct sockaddr_un address;
  paths_address(&address);
  if (address.sun_path[0] == '\0') return;
  int fd = open(address.sun_path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (fd >= 0) close(fd);
}

void
servers_rename_file(void) {
  struct sockaddr_un from, to;
  paths_address(&from);
  paths_address(&to);
  if (from.sun_path[0] != '\0' && to.sun_path[0] != '\0') rename(from.sun_path, to.sun_path);
}
