#include "file_state.h"
#include "inlet.h"

static void
go_on(pipe_file_t *file);

static void
tell_end(pipe_file_t *file, int err) {
  file->wanted = false;
  file->stream->env->callbacks.stream.read(file->stream, err, NULL);
}

static void
tell_bytes(pipe_file_t *file, size_t len) {
  int err = file->stream->inlet->hand_over(file->stream, &file->buffer, len);
  if (err != 0) tell_end(file, err);
}

static void
tell(pipe_file_t *file, ssize_t result) {
  file->held = false;
  file->telling = true;
  if (result > 0) {
    tell_bytes(file, (size_t) result);
  } else {
    tell_end(file, (int) result);
  }
  file->telling = false;
}

/* A file is always ready, so that an unreferenced stream must not go straight on: between two reads
   the loop gets a chance to end. */
static void
go_on_later(pipe_file_t *file) {
  bool unrefed = (file->stream->flags & PIPE_STREAM_UNREFED) != 0;
  if (unrefed) {
    pipe_stream_defer(file->stream, PIPE_STREAM_DUE_READ, false);
  } else {
    go_on(file);
  }
}

static void
on_read(uv_fs_t *request) {
  pipe_file_t *file = pipe_container(request, pipe_file_t, read_request);
  ssize_t result = request->result;
  uv_fs_req_cleanup(request);
  file->reading = false;
  if (!pipe_stream_is_open(file->stream)) {
    pipe_file_close_when_idle(file);
    return;
  }
  if (!file->wanted) {
    file->held = true;
    file->result = result;
    return;
  }
  tell(file, result);
  if (pipe_stream_is_open(file->stream) && file->wanted) go_on_later(file);
}

static int
start_reading(pipe_file_t *file) {
  size_t room = file->stream->inlet->room(file->stream);
  if (room > PIPE_READ_BUFFER_SIZE) room = PIPE_READ_BUFFER_SIZE;
  if (file->buffer == NULL) file->buffer = pipe_supply_take(&file->stream->env->supply);
  if (file->buffer == NULL || room == 0) return UV_ENOBUFS;
  uv_buf_t buffer = uv_buf_init((char *) file->buffer, (unsigned) room);
  int err =
    uv_fs_read(file->stream->env->loop, &file->read_request, file->fd, &buffer, 1, -1, on_read);
  if (err == 0) file->reading = true;
  return err;
}

/* Tells what is held, or reads on. Runs from the loop only. */
static void
go_on(pipe_file_t *file) {
  if (!file->wanted || file->reading) return;
  if (file->held) tell(file, file->result);
  if (!pipe_stream_is_open(file->stream) || !file->wanted) return;
  int err = start_reading(file);
  if (err != 0) tell(file, err);
}

void
pipe_file_continue(pipe_stream_t *stream) {
  go_on(stream->file);
}

int
pipe_file_resume(pipe_stream_t *stream) {
  pipe_file_t *file = stream->file;
  if (file->wanted) return 0;
  file->wanted = true;
  /* Whoever is at it already sees that more is wanted. */
  if (file->reading || file->telling) return 0;
  if (file->held) {
    pipe_stream_defer(stream, PIPE_STREAM_DUE_READ, true);
    return 0;
  }
  int err = start_reading(file);
  if (err != 0) file->wanted = false;
  return err;
}

void
pipe_file_pause(pipe_stream_t *stream) {
  stream->file->wanted = false;
}
