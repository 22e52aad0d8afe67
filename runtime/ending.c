#include "stream.h"

int
pipe_stream_end(pipe_stream_t *stream) {
  int err = pipe_stream_check_connected(stream);
  if (err != 0) return err;
  if ((stream->flags & PIPE_STREAM_ENDED) != 0) return UV_EALREADY;
  err = stream->backend->end(stream);
  if (err == 0) stream->flags |= PIPE_STREAM_ENDED | PIPE_STREAM_ENDING;
  return err;
}
