#include "subject.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "fault.h"
#include "real.h"

#define LAST_STANDARD_DESCRIPTOR 2

typedef enum {
  OTHER,
  LOCAL,
  NETWORK,
} kind_t;

static kind_t
kind_of_socket(int fd) {
  struct sockaddr_storage name = {0};
  socklen_t len = sizeof(name);
  if (REAL(getsockname)(fd, (struct sockaddr *) &name, &len) != 0) return OTHER;
  switch (name.ss_family) {
  case AF_UNIX:
    return LOCAL;
  case AF_INET:
  case AF_INET6:
    return NETWORK;
  default:
    return OTHER;
  }
}

static kind_t
kind_of(int fd) {
  struct stat status;
  if (fd <= LAST_STANDARD_DESCRIPTOR || REAL(fstat)(fd, &status) != 0) return OTHER;
  if (S_ISSOCK(status.st_mode)) return kind_of_socket(fd);
  if (S_ISFIFO(status.st_mode) || S_ISREG(status.st_mode)) return LOCAL;
  bool null = S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 3);
  return null ? LOCAL : OTHER;
}

/* Looking must not change what the caller is about to see. */
static kind_t
look_at(int fd) {
  if (!fault_is_counting()) return OTHER;
  int saved = errno;
  kind_t kind = kind_of(fd);
  errno = saved;
  return kind;
}

bool
subject_moves_bytes(int fd) {
  return look_at(fd) == LOCAL;
}

bool
subject_has_options(int fd) {
  return look_at(fd) != OTHER;
}
