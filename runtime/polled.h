/* Streams over what libuv can wait for: sockets, FIFOs, terminals. One file for each direction. */
#ifndef PIPE_POLLED_H
#define PIPE_POLLED_H

#include "stream.h"

/* The backend of every stream until a file is opened into it. */
extern const pipe_backend_t pipe_polled_backend;

int
pipe_polled_resume(pipe_stream_t *stream);

/*
 * libuv learns of it when the loop is about to wait, if it still holds by then: streams pause and
 * go on at every chunk that fills their queue, and programs until the next turn, and each time the
 * kernel would be asked to wait for something else.
 */
void
pipe_polled_pause(pipe_stream_t *stream);

/* Whether what comes is wanted, which a callback may have changed. */
bool
pipe_polled_is_reading(const pipe_stream_t *stream);

/* uv_read_start for a stream that passes handles: the runtime reads by itself (I1). */
int
pipe_polled_receive(pipe_stream_t *stream);

/* Stops reading, and tells the end of the stream (UV_EOF) or an error. */
void
pipe_polled_deliver_end(pipe_stream_t *stream, int err);

int
pipe_polled_try_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                      uv_handle_t *handle, uint64_t *result);

int
pipe_polled_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                  uv_handle_t *handle);

int
pipe_polled_try_end(pipe_stream_t *stream);

int
pipe_polled_end(pipe_stream_t *stream);

void
pipe_polled_close(pipe_stream_t *stream);

/* Frees what libuv has held on the stream's behalf, once it is closed. */
void
pipe_polled_free(pipe_stream_t *stream);

/* The descriptor is a socket that has just been accepted: what a client sends with its connection
   is often there already, and then libuv need not wait for it. */
void
pipe_polled_begin_accepted(pipe_stream_t *stream);

/* The descriptor is a socket that has just been connected. */
void
pipe_polled_begin_connected(pipe_stream_t *stream);

/* To be called when libuv waits for more, or is to wait for less, on the stream's behalf. */
void
pipe_polled_change(pipe_stream_t *stream);

/* Has libuv stop reading where that is not wanted; then the descriptor that libuv waits for on
   behalf of the watch's stream as it has not before, or -1. */
int
pipe_polled_settle(pipe_watch_t *watch);

/* The stream's descriptor cannot be waited for: tells so, and closes the stream. */
void
pipe_polled_lost(pipe_watch_t *watch, int err);

#endif
