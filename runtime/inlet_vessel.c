#include "inlet.h"

static size_t
room(pipe_stream_t *stream) {
  return pipe_inlet_chunks.room(stream);
}

/* Without memory of the engine's there is the runtime's. */
static uv_buf_t
memory(pipe_stream_t *stream) {
  const pipe_vessel_t *vessel = &stream->env->vessel;
  uv_buf_t lent = vessel->locate(vessel->data);
  if (lent.len == 0) return pipe_inlet_chunks.memory(stream);
  if (lent.len > room(stream)) lent.len = room(stream);
  return lent;
}

static void
tell(pipe_stream_t *stream, uint8_t *data, size_t len) {
  pipe_env_t *env = stream->env;
  pipe_retention_count(&env->retention, len, uv_now(env->loop));
  if (data == env->read_buffer) {
    pipe_inlet_chunks.tell(stream, data, len);
    return;
  }
  pipe_bytes_t chunk = {.data = data, .len = len, .release = NULL};
  env->callbacks.stream.read(stream, 0, &chunk);
}

/* What a thread has read is the runtime's: the engine's memory must not be written meanwhile. */
static int
hand_over(pipe_stream_t *stream, uint8_t **data, size_t len) {
  return pipe_inlet_chunks.hand_over(stream, data, len);
}

const pipe_inlet_t pipe_inlet_vessel = {
  .room = room,
  .memory = memory,
  .tell = tell,
  .hand_over = hand_over,
};
