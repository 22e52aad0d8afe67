#include "handles.h"
#include "polled_requests.h"
#include "unix/message.h"

static void
on_write(uv_write_t *request, int status) {
  pipe_stream_t *stream = pipe_container(request, pipe_polled_requests_t, write)->stream;
  pipe_polled_change(stream);
  pipe_stream_write_done(stream, pipe_message_send_error(status));
}

int
pipe_polled_try_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                      uv_handle_t *handle, uint64_t *result) {
  uv_stream_t *pipe = (uv_stream_t *) &stream->pipe;
  unsigned len = (unsigned) chunks_len;
  int written = handle == NULL ? uv_try_write(pipe, chunks, len)
                               : uv_try_write2(pipe, chunks, len, (uv_stream_t *) handle);
  if (written == UV_EAGAIN) return 0;
  if (written < 0) return pipe_message_send_error(written);
  *result = (uint64_t) written;
  return 0;
}

int
pipe_polled_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                  uv_handle_t *handle) {
  uv_stream_t *pipe = (uv_stream_t *) &stream->pipe;
  pipe_polled_requests_t *requests = pipe_polled_requests(stream);
  unsigned len = (unsigned) chunks_len;
  if (requests == NULL) return UV_ENOMEM;
  pipe_polled_change(stream);
  if (handle == NULL) return uv_write(&requests->write, pipe, chunks, len, on_write);
  int err = pipe_parcel_pack(stream, handle);
  if (err != 0) return err;
  err = uv_write2(&requests->write, pipe, chunks, len, pipe_parcel_handle(stream), on_write);
  if (err != 0) pipe_parcel_release(stream);
  return err;
}
