#include <string.h>

#include "inlet.h"

/* Asked for anew each time: between two reads JavaScript may have taken it away. */
static uv_buf_t
memory(pipe_stream_t *stream) {
  return stream->loan.locate(stream->loan.data);
}

static size_t
room(pipe_stream_t *stream) {
  return memory(stream).len;
}

static void
tell(pipe_stream_t *stream, uint8_t *data, size_t len) {
  (void) data;
  stream->env->callbacks.stream.filled(stream, len);
}

/*
 * Copied: a thread that fills JavaScript's memory in its own time would do so while that is being
 * looked at, moved to another thread, or read into on behalf of another stream.
 */
static int
hand_over(pipe_stream_t *stream, uint8_t **data, size_t len) {
  uv_buf_t now = memory(stream);
  if (now.len < len) return UV_ENOBUFS;
  memcpy(now.base, *data, len);
  stream->env->callbacks.stream.filled(stream, len);
  return 0;
}

const pipe_inlet_t pipe_inlet_loan = {
  .room = room,
  .memory = memory,
  .tell = tell,
  .hand_over = hand_over,
};
