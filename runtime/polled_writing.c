#include "chunks.h"
#include "handles.h"
#include "polled_requests.h"
#include "unix/fifo.h"
#include "unix/message.h"

/* Who writes in bulk: so many bytes that could not be sent at once. */
#define BULK ((uint64_t) 16 << 20)

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

/*
 * A FIFO holds 64 KiB at first: each chunk of that size has its writer wait for the reader, and the
 * reader for the writer. That is bettered once, for who writes in bulk, as what a user's FIFOs may
 * hold is limited.
 */
static void
count_delayed(pipe_polled_requests_t *requests, const uv_buf_t chunks[], size_t chunks_len) {
  if (requests->delayed >= BULK) return;
  requests->delayed += pipe_chunks_total(chunks, chunks_len);
  if (requests->delayed < BULK) return;
  uv_os_fd_t fd = -1;
  uv_fileno((uv_handle_t *) &requests->stream->pipe, &fd);
  pipe_fifo_widen(fd);
}

int
pipe_polled_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                  uv_handle_t *handle) {
  uv_stream_t *pipe = (uv_stream_t *) &stream->pipe;
  pipe_polled_requests_t *requests = pipe_polled_requests(stream);
  unsigned len = (unsigned) chunks_len;
  if (requests == NULL) return UV_ENOMEM;
  pipe_polled_change(stream);
  count_delayed(requests, chunks, chunks_len);
  if (handle == NULL) return uv_write(&requests->write, pipe, chunks, len, on_write);
  int err = pipe_parcel_pack(stream, handle);
  if (err != 0) return err;
  err = uv_write2(&requests->write, pipe, chunks, len, pipe_parcel_handle(stream), on_write);
  if (err != 0) pipe_parcel_release(stream);
  return err;
}
