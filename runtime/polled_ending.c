#include "polled.h"

static void
on_shutdown(uv_shutdown_t *request, int status) {
  pipe_stream_t *stream = pipe_container(request, pipe_stream_t, end_request);
  pipe_polled_change(stream);
  /* An empty write never was with libuv; what was written first is told first. */
  if ((stream->flags & PIPE_STREAM_WRITING) != 0) {
    stream->due &= ~(unsigned) PIPE_STREAM_DUE_WRITE;
    pipe_stream_write_done(stream, status == UV_ECANCELED ? UV_ECANCELED : 0);
  }
  /* What is no socket has no halves to shut down (W6). */
  pipe_stream_end_done(stream, status == UV_ENOTSOCK ? 0 : status);
}

int
pipe_polled_end(pipe_stream_t *stream) {
  pipe_polled_change(stream);
  return uv_shutdown(&stream->end_request, (uv_stream_t *) &stream->pipe, on_shutdown);
}
