#include "inlet.h"
#include "polled.h"

static void
on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void) suggested;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  /* Without memory libuv reads nothing and reports UV_ENOBUFS. */
  *buffer = pipe_polled_is_reading(stream) ? stream->inlet->memory(stream) : uv_buf_init(NULL, 0);
}

void
pipe_polled_deliver_end(pipe_stream_t *stream, int err) {
  /* libuv would go on after some errors, and report the same one on every turn. */
  pipe_polled_pause(stream);
  stream->env->callbacks.stream.read(stream, err == UV_EOF ? 0 : err, NULL);
}

static void
on_read(uv_stream_t *handle, ssize_t result, const uv_buf_t *buffer) {
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  if (result == 0 || !pipe_polled_is_reading(stream)) return;
  if (result < 0) {
    pipe_polled_deliver_end(stream, (int) result);
  } else {
    stream->inlet->tell(stream, (uint8_t *) buffer->base, (size_t) result);
  }
}

static int
start(pipe_stream_t *stream) {
  bool passes_handles = (stream->flags & PIPE_STREAM_IPC) != 0;
  return passes_handles ? pipe_polled_receive(stream)
                        : uv_read_start((uv_stream_t *) &stream->pipe, on_alloc, on_read);
}

int
pipe_polled_resume(pipe_stream_t *stream) {
  int err = start(stream);
  /* Paused in this turn of the loop, of which libuv has learnt nothing. */
  if (err == UV_EALREADY) err = 0;
  if (err == 0) stream->flags |= PIPE_STREAM_READING;
  pipe_polled_change(stream);
  return err;
}

void
pipe_polled_pause(pipe_stream_t *stream) {
  stream->flags &= ~(unsigned) PIPE_STREAM_READING;
  pipe_polled_change(stream);
}

bool
pipe_polled_is_reading(const pipe_stream_t *stream) {
  return pipe_stream_is_open(stream) && (stream->flags & PIPE_STREAM_READING) != 0;
}
