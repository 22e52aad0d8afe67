#include "polled_requests.h"
#include "unix/socket.h"

/* What is no socket has no halves to shut down (W6). */
static int
outcome(int err) {
  return err == UV_ENOTSOCK ? 0 : err;
}

static void
on_shutdown(uv_shutdown_t *request, int status) {
  pipe_stream_t *stream = pipe_container(request, pipe_polled_requests_t, end)->stream;
  pipe_polled_change(stream);
  /* An empty write never was with libuv; what was written first is told first. */
  if ((stream->flags & PIPE_STREAM_WRITING) != 0) {
    stream->due &= ~(unsigned) PIPE_STREAM_DUE_WRITE;
    pipe_stream_write_done(stream, status == UV_ECANCELED ? UV_ECANCELED : 0);
  }
  pipe_stream_end_done(stream, outcome(status));
}

int
pipe_polled_try_end(pipe_stream_t *stream) {
  uv_os_fd_t fd;
  int err = uv_fileno((const uv_handle_t *) &stream->pipe, &fd);
  if (err != 0) return err;
  if (!uv_is_writable((const uv_stream_t *) &stream->pipe)) return UV_ENOTCONN;
  return outcome(pipe_socket_end_writing(fd));
}

int
pipe_polled_end(pipe_stream_t *stream) {
  pipe_polled_requests_t *requests = pipe_polled_requests(stream);
  if (requests == NULL) return UV_ENOMEM;
  pipe_polled_change(stream);
  return uv_shutdown(&requests->end, (uv_stream_t *) &stream->pipe, on_shutdown);
}
