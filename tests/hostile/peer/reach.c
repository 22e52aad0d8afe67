#include "reach.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "must.h"

/* For how long nobody may be there, in milliseconds. */
#define PATIENCE 60000

int
reach(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
  for (int i = 0;; i++) {
    int fd = MUST(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (connect(fd, (struct sockaddr *) &address, sizeof(address)) == 0) return fd;
    if ((errno != ECONNREFUSED && errno != ENOENT) || i == PATIENCE) MUST(-1);
    close(fd);
    usleep(1000);
  }
}

int
reach_socket(int listener) {
  struct sockaddr_storage address;
  socklen_t len = sizeof(address);
  MUST(getsockname(listener, (struct sockaddr *) &address, &len));
  int fd = MUST(socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  connect(fd, (struct sockaddr *) &address, len);
  return fd;
}
