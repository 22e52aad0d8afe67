#include "inlet.h"

static size_t
room(pipe_stream_t *stream) {
  return pipe_inlet_chunks.room(stream);
}

/* The runtime's, which stays where it is, and in the caches. */
static uv_buf_t
memory(pipe_stream_t *stream) {
  return pipe_inlet_chunks.memory(stream);
}

/* Returns how many bytes were taken. Why it was not all of them is found by who writes the rest. */
static size_t
forward(pipe_stream_t *stream, uint8_t *data, size_t len) {
  pipe_stream_t *target = pipe_stream_from_id(stream->env, stream->target);
  if (target == NULL) return 0;
  uv_buf_t chunk = uv_buf_init((char *) data, (unsigned) len);
  uint64_t taken = 0;
  if (pipe_stream_try_write(target, &chunk, 1, NULL, &taken) != 0) return 0;
  stream->forwarded_from += taken;
  target->forwarded_to += taken;
  return (size_t) taken;
}

/* Not given away: it is no chunk from its beginning on. */
static void
tell_rest(pipe_stream_t *stream, uint8_t *data, size_t len) {
  pipe_bytes_t chunk = {.data = data, .len = len, .release = NULL};
  stream->env->callbacks.stream.read(stream, 0, &chunk);
}

static void
tell(pipe_stream_t *stream, uint8_t *data, size_t len) {
  size_t taken = forward(stream, data, len);
  if (taken == len) return;
  stream->inlet = stream->env->inlet;
  if (taken == 0) {
    pipe_inlet_chunks.tell(stream, data, len);
  } else {
    tell_rest(stream, data + taken, len - taken);
  }
}

static int
hand_over(pipe_stream_t *stream, uint8_t **data, size_t len) {
  size_t taken = forward(stream, *data, len);
  if (taken == len) return 0;
  stream->inlet = stream->env->inlet;
  if (taken == 0) return pipe_inlet_chunks.hand_over(stream, data, len);
  tell_rest(stream, *data + taken, len - taken);
  return 0;
}

const pipe_inlet_t pipe_inlet_forward = {
  .room = room,
  .memory = memory,
  .tell = tell,
  .hand_over = hand_over,
};
