#include "file_state.h"

int
pipe_file_try_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                    uv_handle_t *handle, uint64_t *result) {
  (void) handle;
  uv_fs_t request;
  /* Without a callback it is made here and now; libuv repeats what is cut short. */
  uv_fs_write(stream->env->loop, &request, stream->file->fd, chunks, (unsigned) chunks_len, -1,
              NULL);
  ssize_t written = request.result;
  uv_fs_req_cleanup(&request);
  if (written == UV_EAGAIN) return 0;
  if (written < 0) return (int) written;
  *result = (uint64_t) written;
  return 0;
}

static int
start_writing(pipe_file_t *file);

/* What has become of the write: more to do (and doing it), or its outcome. */
static void
done(pipe_file_t *file, int err) {
  pipe_stream_t *stream = file->stream;
  pipe_chunks_free(&file->outgoing);
  if ((stream->flags & PIPE_STREAM_ENDING) != 0 && pipe_stream_is_open(stream)) {
    pipe_stream_defer(stream, PIPE_STREAM_DUE_END, true);
  }
  pipe_stream_write_done(stream, err);
  pipe_file_close_when_idle(file);
}

static void
on_write(uv_fs_t *request) {
  pipe_file_t *file = pipe_container(request, pipe_file_t, write_request);
  ssize_t result = request->result;
  uv_fs_req_cleanup(request);
  file->writing = false;
  if (result < 0) {
    done(file, (int) result);
    return;
  }
  pipe_chunks_advance(&file->outgoing, (uint64_t) result);
  if (file->outgoing.len == 0) {
    done(file, 0);
    return;
  }
  int err = pipe_stream_is_open(file->stream) ? start_writing(file) : UV_ECANCELED;
  if (err != 0) done(file, err);
}

static int
start_writing(pipe_file_t *file) {
  int err = uv_fs_write(file->stream->env->loop, &file->write_request, file->fd,
                        file->outgoing.next, (unsigned) file->outgoing.len, -1, on_write);
  if (err == 0) file->writing = true;
  return err;
}

int
pipe_file_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                uv_handle_t *handle) {
  (void) handle;
  pipe_file_t *file = stream->file;
  int err = pipe_chunks_copy(&file->outgoing, chunks, chunks_len);
  if (err != 0) return err;
  err = start_writing(file);
  if (err != 0) pipe_chunks_free(&file->outgoing);
  return err;
}
