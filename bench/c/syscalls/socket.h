#ifndef BENCH_SYSCALLS_SOCKET_H
#define BENCH_SYSCALLS_SOCKET_H

#include <stddef.h>

/// Blocking Unix sockets; whatever fails ends the process.

/// A socket that listens on PATH; marks `ready`.
int socket_listen(const char *path);

int socket_accept(int listener);

int socket_connect(const char *path);

void socket_write(int fd, const char *bytes, size_t length);

/// As read(2), at most SIZE bytes. Returns 0 at the end of the stream.
size_t socket_read(int fd, char *bytes, size_t size);

#endif
