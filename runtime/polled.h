/* Streams over what libuv can wait for: sockets, FIFOs, terminals. One file for each direction. */
#ifndef PIPE_POLLED_H
#define PIPE_POLLED_H

#include "stream.h"

/* The backend of every stream until a file is opened into it. */
extern const pipe_backend_t pipe_polled_backend;

int
pipe_polled_resume(pipe_stream_t *stream);

void
pipe_polled_pause(pipe_stream_t *stream);

int
pipe_polled_try_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                      uv_handle_t *handle, uint64_t *result);

int
pipe_polled_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                  uv_handle_t *handle);

int
pipe_polled_end(pipe_stream_t *stream);

void
pipe_polled_close(pipe_stream_t *stream);

#endif
