#include <stdlib.h>

#include "handles.h"
#include "polled.h"

static void
on_read(uv_stream_t *handle, ssize_t result, const uv_buf_t *buffer);

static void
on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void) suggested;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  size_t len = stream->read_buffer_size;
  if (len > PIPE_READ_BUFFER_SIZE) len = PIPE_READ_BUFFER_SIZE;
  buffer->base = (char *) pipe_env_read_buffer(stream->env);
  /* Without memory libuv reads nothing and reports UV_ENOBUFS. */
  buffer->len = buffer->base == NULL ? 0 : len;
}

static void
deliver_error(pipe_stream_t *stream, int err) {
  if (err != UV_EOF) {
    /* libuv would go on after some errors, and report the same one on every turn. */
    uv_read_stop((uv_stream_t *) &stream->pipe);
  }
  stream->env->callbacks.stream.read(stream, err == UV_EOF ? 0 : err, NULL);
}

static void
deliver_bytes(pipe_stream_t *stream, const uv_buf_t *buffer, size_t len) {
  pipe_bytes_t chunk = {.data = (uint8_t *) buffer->base, .len = len};
  if (len >= PIPE_READ_BUFFER_SIZE / 2) {
    pipe_env_forget_read_buffer(stream->env);
    chunk.release = free;
  }
  stream->env->callbacks.stream.read(stream, 0, &chunk);
}

/* uv_accept watches the descriptor again even if reading has been stopped, which would spin. */
static void
stop_watching(pipe_stream_t *stream) {
  uv_stream_t *pipe = (uv_stream_t *) &stream->pipe;
  if (uv_read_start(pipe, on_alloc, on_read) == 0) uv_read_stop(pipe);
}

static void
announce_handles(pipe_stream_t *stream) {
  if (uv_pipe_pending_count(&stream->pipe) == 0) return;
  pipe_handles_announce(stream);
  bool stopped = (stream->flags & PIPE_STREAM_READING) == 0;
  if (stopped && pipe_stream_is_open(stream)) stop_watching(stream);
}

static void
on_read(uv_stream_t *handle, ssize_t result, const uv_buf_t *buffer) {
  if (result == 0) return;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  if (result < 0) stream->flags &= ~(unsigned) PIPE_STREAM_READING;
  announce_handles(stream);
  if (!pipe_stream_is_open(stream)) return;
  if (result < 0) {
    deliver_error(stream, (int) result);
  } else {
    deliver_bytes(stream, buffer, (size_t) result);
  }
}

int
pipe_polled_resume(pipe_stream_t *stream) {
  int err = uv_read_start((uv_stream_t *) &stream->pipe, on_alloc, on_read);
  if (err == 0) stream->flags |= PIPE_STREAM_READING;
  return err == UV_EALREADY ? 0 : err;
}

void
pipe_polled_pause(pipe_stream_t *stream) {
  stream->flags &= ~(unsigned) PIPE_STREAM_READING;
  uv_read_stop((uv_stream_t *) &stream->pipe);
}
