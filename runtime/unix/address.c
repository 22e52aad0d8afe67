#include "unix/address.h"

#include <string.h>
#include <uv.h>

static bool
names_abstract(const char *path) {
#ifdef __linux__
  return path[0] == '\0';
#else
  (void) path;
  return false;
#endif
}

int
pipe_address_from_path(pipe_address_t *address, const char *path, size_t path_len) {
  if (path_len == 0 || path_len > sizeof(address->name.sun_path)) return UV_EINVAL;
  /* In an abstract name a NUL byte is a character like any other (unix(7)). */
  bool is_abstract = names_abstract(path);
  if (!is_abstract && memchr(path, '\0', path_len) != NULL) return UV_EINVAL;
  memset(address, 0, sizeof(*address));
  address->name.sun_family = AF_UNIX;
  memcpy(address->name.sun_path, path, path_len);
  size_t len = offsetof(struct sockaddr_un, sun_path) + path_len;
  /* A terminator would be part of an abstract name, and has no room in the longest path. */
  bool terminated = !is_abstract && path_len < sizeof(address->name.sun_path);
  address->len = (socklen_t) (terminated ? len + 1 : len);
  return 0;
}

bool
pipe_address_equal(const pipe_address_t *a, const pipe_address_t *b) {
  return a->len == b->len && memcmp(&a->name, &b->name, a->len) == 0;
}

bool
pipe_address_is_abstract(const pipe_address_t *address) {
  return names_abstract(address->name.sun_path);
}
