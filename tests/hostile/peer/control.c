#include "control.h"

#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

/* A type of SOL_SOCKET that no kernel has given a meaning to. */
#define UNKNOWN_TYPE 0x7f

static struct cmsghdr *
add(control_t *control, int level, int type, const void *data, size_t len) {
  struct cmsghdr *header = (struct cmsghdr *) (control->bytes + control->len);
  memset(header, 0, CMSG_SPACE(len));
  header->cmsg_level = level;
  header->cmsg_type = type;
  header->cmsg_len = CMSG_LEN(len);
  memcpy(CMSG_DATA(header), data, len);
  control->len += CMSG_SPACE(len);
  return header;
}

void
control_add_descriptors(control_t *control, const int fds[], size_t count) {
  if (count > 0) add(control, SOL_SOCKET, SCM_RIGHTS, fds, count * sizeof(int));
}

void
control_add_credentials(control_t *control) {
  struct ucred credentials = {.pid = getpid(), .uid = getuid(), .gid = getgid()};
  add(control, SOL_SOCKET, SCM_CREDENTIALS, &credentials, sizeof(credentials));
}

void
control_add_foreign(control_t *control) {
  add(control, IPPROTO_IP, IP_TTL, "ttl", 4);
}

void
control_add_unknown(control_t *control) {
  add(control, SOL_SOCKET, UNKNOWN_TYPE, "what", 4);
}

void
control_add_overlong(control_t *control) {
  int nothing = 0;
  struct cmsghdr *header = add(control, SOL_SOCKET, SCM_RIGHTS, &nothing, sizeof(nothing));
  header->cmsg_len = CMSG_LEN(64 * sizeof(int));
}
