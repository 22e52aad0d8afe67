#ifndef BENCH_LIBUV_MANY_H
#define BENCH_LIBUV_MANY_H

#include <uv.h>

typedef void (*many_cb)(uv_pipe_t **pipes, uint64_t count);

/// Connects COUNT new pipes to PATH, at a pace that a server keeps up with, and calls OPENED with them. Their
/// `data` is the caller's.
void many_connect(const char *path, uint64_t count, many_cb opened);

#endif
