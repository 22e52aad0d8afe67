#include "unix/credentials.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <uv.h>

/* Sockets of other families answer as well, with credentials of nobody. */
static int
check_family(int fd) {
  /* Cut short, but for the family. */
  struct sockaddr name = {0};
  socklen_t len = sizeof(name);
  if (getsockname(fd, &name, &len) != 0) return uv_translate_sys_error(errno);
  return name.sa_family == AF_UNIX ? 0 : UV_ENOTSUP;
}

#ifdef __linux__

/* A listening socket has credentials too: its own, which those who connect to it will be told. */
static int
check_connected(int fd) {
  int listening = 0;
  socklen_t len = sizeof(listening);
  if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &len) != 0) {
    return uv_translate_sys_error(errno);
  }
  return listening != 0 ? UV_ENOTCONN : 0;
}

static int
query(int fd, pipe_credentials_t *credentials) {
  int err = check_connected(fd);
  if (err != 0) return err;
  struct ucred peer;
  socklen_t len = sizeof(peer);
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) != 0) {
    return uv_translate_sys_error(errno);
  }
  /* This is how a socket without a peer answers. */
  if (peer.uid == (uid_t) -1) return UV_ENOTCONN;
  *credentials = (pipe_credentials_t){.pid = peer.pid, .uid = peer.uid, .gid = peer.gid};
  return 0;
}

#else

static pid_t
query_process(int fd) {
#ifdef LOCAL_PEERPID
  pid_t pid = 0;
  socklen_t len = sizeof(pid);
  return getsockopt(fd, SOL_LOCAL, LOCAL_PEERPID, &pid, &len) == 0 ? pid : 0;
#else
  (void) fd;
  return 0;
#endif
}

static int
query(int fd, pipe_credentials_t *credentials) {
  uid_t uid;
  gid_t gid;
  if (getpeereid(fd, &uid, &gid) != 0) return uv_translate_sys_error(errno);
  *credentials = (pipe_credentials_t){.pid = query_process(fd), .uid = uid, .gid = gid};
  return 0;
}

#endif

int
pipe_credentials_of_peer(int fd, pipe_credentials_t *credentials) {
  int err = check_family(fd);
  return err != 0 ? err : query(fd, credentials);
}
