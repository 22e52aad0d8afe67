#include "inlet.h"

static size_t
room(pipe_stream_t *stream) {
  size_t len = stream->read_buffer_size;
  return len > PIPE_READ_BUFFER_SIZE ? PIPE_READ_BUFFER_SIZE : len;
}

static uv_buf_t
memory(pipe_stream_t *stream) {
  uint8_t *base = pipe_env_read_buffer(stream->env);
  uv_buf_t result = {.base = (char *) base, .len = base == NULL ? 0 : room(stream)};
  return result;
}

/* With a release, and so given away, where half of the memory is in use. */
static pipe_bytes_t
chunk_of(uint8_t *data, size_t len) {
  bool given = len >= PIPE_READ_BUFFER_SIZE / 2;
  pipe_bytes_t chunk = {.data = data, .len = len, .release = given ? pipe_pool_give_back : NULL};
  return chunk;
}

static void
tell(pipe_stream_t *stream, uint8_t *data, size_t len) {
  pipe_bytes_t chunk = chunk_of(data, len);
  if (chunk.release != NULL) pipe_env_forget_read_buffer(stream->env);
  stream->env->callbacks.stream.read(stream, 0, &chunk);
}

static int
hand_over(pipe_stream_t *stream, uint8_t **data, size_t len) {
  pipe_bytes_t chunk = chunk_of(*data, len);
  if (chunk.release != NULL) *data = NULL;
  stream->env->callbacks.stream.read(stream, 0, &chunk);
  return 0;
}

const pipe_inlet_t pipe_inlet_chunks = {
  .room = room,
  .memory = memory,
  .tell = tell,
  .hand_over = hand_over,
};
