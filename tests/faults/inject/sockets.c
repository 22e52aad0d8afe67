/* Stand-ins for the system calls of sockets. Their names and parameters are those of the C library.
 */
#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "calls.h"
#include "real.h"
#include "subject.h"

int
socket(int domain, int type, int protocol) {
  FAIL_IF_DUE("socket", domain == AF_UNIX);
  return REAL(socket)(domain, type, protocol);
}

int
socketpair(int domain, int type, int protocol, int fds[2]) {
  FAIL_IF_DUE("socketpair", domain == AF_UNIX);
  return REAL(socketpair)(domain, type, protocol, fds);
}

int
bind(int fd, const struct sockaddr *address, socklen_t len) {
  FAIL_IF_DUE("bind", subject_moves_bytes(fd));
  return REAL(bind)(fd, address, len);
}

int
listen(int fd, int backlog) {
  FAIL_IF_DUE("listen", subject_moves_bytes(fd));
  return REAL(listen)(fd, backlog);
}

int
connect(int fd, const struct sockaddr *address, socklen_t len) {
  FAIL_IF_DUE("connect", subject_moves_bytes(fd));
  return REAL(connect)(fd, address, len);
}

/* A client that has gone away, or that speaks another protocol, leaves the queue all the same. */
static void
drop_client(int fd) {
  int error = errno;
  int client = -1;
  if (error == ECONNABORTED || error == EPROTO) client = REAL(accept4)(fd, NULL, NULL, 0);
  if (client >= 0) REAL(close)(client);
  errno = error;
}

static int
accept_with(int fd, struct sockaddr *address, socklen_t *len, int flags) {
  static fault_call_t place = {"accept", 0};
  if (!subject_moves_bytes(fd) || !fault_due(&place)) return REAL(accept4)(fd, address, len, flags);
  drop_client(fd);
  return -1;
}

int
accept4(int fd, struct sockaddr *address, socklen_t *len, int flags) {
  return accept_with(fd, address, len, flags);
}

int
accept(int fd, struct sockaddr *address, socklen_t *len) {
  return accept_with(fd, address, len, 0);
}

int
shutdown(int fd, int how) {
  FAIL_IF_DUE("shutdown", subject_moves_bytes(fd));
  return REAL(shutdown)(fd, how);
}

ssize_t
sendmsg(int fd, const struct msghdr *message, int flags) {
  FAIL_IF_DUE("sendmsg", subject_moves_bytes(fd));
  return REAL(sendmsg)(fd, message, flags);
}

ssize_t
recvmsg(int fd, struct msghdr *message, int flags) {
  FAIL_IF_DUE("recvmsg", subject_moves_bytes(fd));
  return REAL(recvmsg)(fd, message, flags);
}

ssize_t
recv(int fd, void *data, size_t len, int flags) {
  FAIL_IF_DUE("recv", subject_moves_bytes(fd));
  return REAL(recv)(fd, data, len, flags);
}

int
getsockopt(int fd, int level, int name, void *value, socklen_t *len) {
  FAIL_IF_DUE("getsockopt", subject_has_options(fd));
  return REAL(getsockopt)(fd, level, name, value, len);
}

int
setsockopt(int fd, int level, int name, const void *value, socklen_t len) {
  FAIL_IF_DUE("setsockopt", subject_has_options(fd));
  return REAL(setsockopt)(fd, level, name, value, len);
}

int
getsockname(int fd, struct sockaddr *address, socklen_t *len) {
  FAIL_IF_DUE("getsockname", subject_has_options(fd));
  return REAL(getsockname)(fd, address, len);
}

int
getpeername(int fd, struct sockaddr *address, socklen_t *len) {
  FAIL_IF_DUE("getpeername", subject_has_options(fd));
  return REAL(getpeername)(fd, address, len);
}

/* What is watched already can be watched: it is, from then on. Anything else fails as it would. */
static int
add_twice(int backend, int fd, struct epoll_event *event) {
  if (REAL(epoll_ctl)(backend, EPOLL_CTL_ADD, fd, event) != 0) return -1;
  errno = EEXIST;
  return -1;
}

/*
 * Only where somebody asks whether a descriptor can be watched. When the loop starts to watch one,
 * whose number it then notes in the event, a failure makes libuv abort the process.
 */
int
epoll_ctl(int backend, int operation, int fd, struct epoll_event *event) {
  static fault_call_t place = {"epoll_ctl", 0};
  bool asks = operation == EPOLL_CTL_ADD && event->data.fd != fd;
  if (!asks || !subject_has_options(fd) || !fault_due(&place)) {
    return REAL(epoll_ctl)(backend, operation, fd, event);
  }
  return fault_error() == EEXIST ? add_twice(backend, fd, event) : -1;
}
