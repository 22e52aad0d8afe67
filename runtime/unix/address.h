/* Addresses of Unix domain sockets. */
#ifndef PIPE_UNIX_ADDRESS_H
#define PIPE_UNIX_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

typedef struct {
  struct sockaddr_un name;
  socklen_t len;
} pipe_address_t;

/*
 * The address that the `path_len` bytes of `path` name. On Linux a leading NUL byte stands for the
 * abstract namespace, and a path may fill the whole field, with no NUL after it (unix(7)).
 *
 * Returns 0, or UV_EINVAL for an empty or too long path and for any other NUL byte (N3, V4).
 */
int
pipe_address_from_path(pipe_address_t *address, const char *path, size_t path_len);

/* True when both name the same path. */
bool
pipe_address_equal(const pipe_address_t *a, const pipe_address_t *b);

/* True for a name of the abstract namespace, which leaves no file behind. */
bool
pipe_address_is_abstract(const pipe_address_t *address);

#endif
