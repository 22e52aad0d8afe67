/* Who is at the other end of a Unix domain socket, as the kernel has noted it. */
#ifndef PIPE_UNIX_CREDENTIALS_H
#define PIPE_UNIX_CREDENTIALS_H

#include <sys/types.h>

typedef struct {
  /* 0 where the system does not tell. */
  pid_t pid;
  uid_t uid;
  gid_t gid;
} pipe_credentials_t;

/*
 * The credentials of whoever has connected to, listens for, or has made the pair of the socket
 * `fd`.
 *
 * Returns 0, UV_ENOTSOCK, UV_ENOTSUP for a socket of another family, UV_ENOTCONN where there is no
 * peer, or what the system says to it.
 */
int
pipe_credentials_of_peer(int fd, pipe_credentials_t *credentials);

#endif
