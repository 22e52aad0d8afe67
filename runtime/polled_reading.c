#include <stdlib.h>

#include "polled.h"

size_t
pipe_polled_read_size(const pipe_stream_t *stream) {
  size_t len = stream->read_buffer_size;
  return len > PIPE_READ_BUFFER_SIZE ? PIPE_READ_BUFFER_SIZE : len;
}

static void
on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void) suggested;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  buffer->base = (char *) pipe_env_read_buffer(stream->env);
  /* Without memory libuv reads nothing and reports UV_ENOBUFS. */
  buffer->len = buffer->base == NULL ? 0 : pipe_polled_read_size(stream);
}

void
pipe_polled_deliver_end(pipe_stream_t *stream, int err) {
  /* libuv would go on after some errors, and report the same one on every turn. */
  pipe_polled_pause(stream);
  stream->env->callbacks.stream.read(stream, err == UV_EOF ? 0 : err, NULL);
}

void
pipe_polled_deliver_bytes(pipe_stream_t *stream, uint8_t *data, size_t len) {
  pipe_bytes_t chunk = {.data = data, .len = len};
  if (len >= PIPE_READ_BUFFER_SIZE / 2) {
    pipe_env_forget_read_buffer(stream->env);
    chunk.release = free;
  }
  stream->env->callbacks.stream.read(stream, 0, &chunk);
}

static void
on_read(uv_stream_t *handle, ssize_t result, const uv_buf_t *buffer) {
  if (result == 0) return;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  if (result < 0) {
    pipe_polled_deliver_end(stream, (int) result);
  } else {
    pipe_polled_deliver_bytes(stream, (uint8_t *) buffer->base, (size_t) result);
  }
}

int
pipe_polled_resume(pipe_stream_t *stream) {
  bool passes_handles = (stream->flags & PIPE_STREAM_IPC) != 0;
  int err = passes_handles ? pipe_polled_receive(stream)
                           : uv_read_start((uv_stream_t *) &stream->pipe, on_alloc, on_read);
  if (err == 0) stream->flags |= PIPE_STREAM_READING;
  pipe_polled_change(stream);
  return err == UV_EALREADY ? 0 : err;
}

void
pipe_polled_pause(pipe_stream_t *stream) {
  stream->flags &= ~(unsigned) PIPE_STREAM_READING;
  uv_read_stop((uv_stream_t *) &stream->pipe);
  pipe_polled_change(stream);
}
