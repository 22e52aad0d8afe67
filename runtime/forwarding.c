#include "inlet.h"

int
pipe_stream_forward(pipe_stream_t *stream, pipe_stream_t *target) {
  int err = pipe_stream_check_open(stream);
  if (err == 0) err = pipe_stream_check_open(target);
  if (err != 0) return err;
  if (target->env != stream->env) return UV_EINVAL;
  bool passes_handles = (stream->flags & PIPE_STREAM_IPC) != 0;
  if (passes_handles || stream->inlet == &pipe_inlet_loan) return UV_EINVAL;
  stream->inlet = &pipe_inlet_forward;
  stream->target = target->id;
  return 0;
}

void
pipe_stream_stop_forwarding(pipe_stream_t *stream) {
  if (stream->inlet == &pipe_inlet_forward) stream->inlet = stream->env->inlet;
}

int
pipe_stream_forwarded(pipe_stream_t *stream, uint64_t *read, uint64_t *written) {
  *read = stream->forwarded_from;
  *written = stream->forwarded_to;
  return pipe_stream_check_open(stream);
}
