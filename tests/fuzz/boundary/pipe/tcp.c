#include "tcp.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "report.h"

static struct {
  int server;
  struct sockaddr_in address;
} tcp;

int
tcp_socket(int type) {
  return socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

void
tcp_prepare(void) {
  socklen_t len = sizeof(tcp.address);
  tcp.address =
    (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  tcp.server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  RULE(bind(tcp.server, (struct sockaddr *) &tcp.address, len) == 0 &&
         listen(tcp.server, 16) == 0 &&
         getsockname(tcp.server, (struct sockaddr *) &tcp.address, &len) == 0,
       "there is no TCP over the loopback");
}

/* Ends with a reset: thousands of connections a second would use up all ports otherwise. */
static void
leave_no_trace(int fd) {
  struct linger linger = {.l_onoff = 1, .l_linger = 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
}

bool
tcp_pair(int fds[2]) {
  fds[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fds[0] < 0) return false;
  leave_no_trace(fds[0]);
  /* A descriptor first: what has connected must not stay in the queue. */
  int spare = dup(fds[0]);
  if (spare < 0 || connect(fds[0], (struct sockaddr *) &tcp.address, sizeof(tcp.address)) != 0) {
    if (spare >= 0) close(spare);
    close(fds[0]);
    return false;
  }
  close(spare);
  fds[1] = accept4(tcp.server, NULL, NULL, SOCK_CLOEXEC);
  RULE(fds[1] >= 0, "a TCP connection is lost");
  leave_no_trace(fds[1]);
  return true;
}
