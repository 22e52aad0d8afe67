#include "file.h"

#include <stdlib.h>

#include "file_state.h"

/* libuv leaves the standard descriptors open, since others rely on their numbers. */
#define LAST_STANDARD_DESCRIPTOR 2

/* A file has no halves to shut down. */
static int
try_end(pipe_stream_t *stream) {
  (void) stream;
  return 0;
}

static int
end(pipe_stream_t *stream) {
  /* After a write that is out; its end makes this one due. */
  if (!stream->file->writing) pipe_stream_defer(stream, PIPE_STREAM_DUE_END, true);
  return 0;
}

void
pipe_file_close_when_idle(pipe_file_t *file) {
  if (pipe_stream_is_open(file->stream) || file->reading || file->writing) return;
  /* Closed already, by the callback of the request that has just ended. */
  if (file->fd < 0) return;
  if (file->fd > LAST_STANDARD_DESCRIPTOR) {
    uv_fs_t request;
    uv_fs_close(file->stream->env->loop, &request, file->fd, NULL);
    uv_fs_req_cleanup(&request);
  }
  file->fd = -1;
  uv_close((uv_handle_t *) &file->stream->pipe, pipe_stream_on_closed);
}

static void
close_file(pipe_stream_t *stream) {
  pipe_file_t *file = stream->file;
  /* What has started already goes on, and is waited for. */
  if (file->reading) uv_cancel((uv_req_t *) &file->read_request);
  if (file->writing) uv_cancel((uv_req_t *) &file->write_request);
  pipe_file_close_when_idle(file);
}

static const pipe_backend_t file_backend = {
  .resume = pipe_file_resume,
  .pause = pipe_file_pause,
  .try_write = pipe_file_try_write,
  .write = pipe_file_write,
  .try_end = try_end,
  .end = end,
  .close = close_file,
};

int
pipe_file_open(pipe_stream_t *stream, int fd) {
  pipe_file_t *file = calloc(1, sizeof(*file));
  if (file == NULL) return UV_ENOMEM;
  file->stream = stream;
  file->fd = fd;
  stream->file = file;
  stream->backend = &file_backend;
  return 0;
}

int
pipe_file_descriptor(const pipe_stream_t *stream) {
  return stream->file->fd;
}

void
pipe_file_free(pipe_stream_t *stream) {
  pipe_file_t *file = stream->file;
  if (file == NULL) return;
  if (file->buffer != NULL) pipe_pool_give_back(file->buffer);
  pipe_chunks_free(&file->outgoing);
  free(file);
  stream->file = NULL;
}
