#ifndef BENCH_LIBUV_STREAM_H
#define BENCH_LIBUV_STREAM_H

#include <uv.h>

/// Pipes on the default loop; whatever fails ends the process.

uv_pipe_t *stream_new(int ipc);

/// Frees the pipe once it is closed.
void stream_close(uv_pipe_t *pipe);

/// A server that listens on PATH; marks `ready`.
uv_pipe_t *stream_listen(const char *path, uv_connection_cb connection);

uv_pipe_t *stream_accept(uv_stream_t *server, int ipc);

void stream_connect(uv_pipe_t *pipe, const char *path, uv_connect_cb connected);

/// Reads into one buffer over and over.
void stream_read(uv_pipe_t *pipe, uv_read_cb read);

/// Writes a message that is small enough to be copied: at once where there is room, else when there is.
void stream_write_small(uv_pipe_t *pipe, const char *bytes, size_t length);

/// The loop until nothing is left.
void stream_run(void);

/// Ends the process when RESULT is an error of libuv's.
int stream_check(int result, const char *what);

#endif
