#include "chunks.h"
#include "handles.h"
#include "stream.h"

/* 0, or why `chunks` and `handle` cannot be sent now. */
static int
check(pipe_stream_t *stream, uint64_t total, const uv_handle_t *handle) {
  int err = pipe_stream_check_connected(stream);
  if (err != 0) return err;
  if ((stream->flags & PIPE_STREAM_ENDED) != 0) return UV_EPIPE;
  if (handle == NULL) return 0;
  /* A handle travels with a byte; with none of them the kernel would drop it (I6). */
  if (total == 0) return UV_EINVAL;
  return pipe_handles_check_sendable(stream, handle);
}

int
pipe_stream_try_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                      uv_handle_t *handle, uint64_t *result) {
  *result = 0;
  uint64_t total = pipe_chunks_total(chunks, chunks_len);
  int err = check(stream, total, handle);
  if (err != 0) return err;
  /* Nothing overtakes what is being written. */
  if ((stream->flags & PIPE_STREAM_WRITING) != 0 || total == 0) return 0;
  return stream->backend->try_write(stream, chunks, chunks_len, handle, result);
}

/* Hands on only the chunks that hold something: libuv makes a system call for each empty one. */
static int
write_without_empty(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                    uv_handle_t *handle) {
  pipe_chunks_t rest;
  int err = pipe_chunks_copy(&rest, chunks, chunks_len);
  if (err != 0) return err;
  err = stream->backend->write(stream, rest.next, rest.len, handle);
  pipe_chunks_free(&rest);
  return err;
}

int
pipe_stream_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                  uv_handle_t *handle) {
  uint64_t total = pipe_chunks_total(chunks, chunks_len);
  int err = check(stream, total, handle);
  if (err != 0) return err;
  if ((stream->flags & PIPE_STREAM_WRITING) != 0) return UV_EBUSY;
  if (total == 0) {
    pipe_stream_defer(stream, PIPE_STREAM_DUE_WRITE, true);
  } else if (pipe_chunks_have_empty(chunks, chunks_len)) {
    err = write_without_empty(stream, chunks, chunks_len, handle);
  } else {
    err = stream->backend->write(stream, chunks, chunks_len, handle);
  }
  if (err == 0) stream->flags |= PIPE_STREAM_WRITING;
  return err;
}
