#include "stream.h"

static int
check_endable(const pipe_stream_t *stream) {
  int err = pipe_stream_check_connected(stream);
  if (err != 0) return err;
  return (stream->flags & PIPE_STREAM_ENDED) != 0 ? UV_EALREADY : 0;
}

int
pipe_stream_try_end(pipe_stream_t *stream, bool *result) {
  int err = check_endable(stream);
  if (err != 0) return err;
  *result = (stream->flags & PIPE_STREAM_WRITING) == 0;
  if (!*result) return 0;
  err = stream->backend->try_end(stream);
  if (err == 0) stream->flags |= PIPE_STREAM_ENDED;
  return err;
}

int
pipe_stream_end(pipe_stream_t *stream) {
  int err = check_endable(stream);
  if (err != 0) return err;
  err = stream->backend->end(stream);
  if (err == 0) stream->flags |= PIPE_STREAM_ENDED | PIPE_STREAM_ENDING;
  return err;
}
