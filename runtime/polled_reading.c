#include "inlet.h"
#include "polled.h"

static void
on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void) suggested;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  /* Without memory libuv reads nothing and reports UV_ENOBUFS. */
  *buffer = stream->inlet->memory(stream);
}

void
pipe_polled_deliver_end(pipe_stream_t *stream, int err) {
  /* libuv would go on after some errors, and report the same one on every turn. */
  pipe_polled_pause(stream);
  stream->env->callbacks.stream.read(stream, err == UV_EOF ? 0 : err, NULL);
}

static void
on_read(uv_stream_t *handle, ssize_t result, const uv_buf_t *buffer) {
  if (result == 0) return;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  if (result < 0) {
    pipe_polled_deliver_end(stream, (int) result);
    return;
  }
  pipe_polled_begin_telling(stream);
  stream->inlet->tell(stream, (uint8_t *) buffer->base, (size_t) result);
  pipe_polled_end_telling(stream);
}

static void
stop(pipe_stream_t *stream) {
  uv_read_stop((uv_stream_t *) &stream->pipe);
  pipe_polled_change(stream);
}

void
pipe_polled_begin_telling(pipe_stream_t *stream) {
  stream->flags |= PIPE_STREAM_TELLING;
}

void
pipe_polled_end_telling(pipe_stream_t *stream) {
  stream->flags &= ~(unsigned) PIPE_STREAM_TELLING;
  if (pipe_stream_is_open(stream) && !pipe_polled_is_reading(stream)) stop(stream);
}

int
pipe_polled_resume(pipe_stream_t *stream) {
  if ((stream->flags & PIPE_STREAM_TELLING) != 0) {
    stream->flags |= PIPE_STREAM_READING;
    return 0;
  }
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
  if ((stream->flags & PIPE_STREAM_TELLING) == 0) stop(stream);
}

bool
pipe_polled_is_reading(const pipe_stream_t *stream) {
  return pipe_stream_is_open(stream) && (stream->flags & PIPE_STREAM_READING) != 0;
}
