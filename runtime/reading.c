#include "inlet.h"

int
pipe_stream_resume(pipe_stream_t *stream) {
  int err = pipe_stream_check_connected(stream);
  return err != 0 ? err : stream->backend->resume(stream);
}

void
pipe_stream_pause(pipe_stream_t *stream) {
  if (pipe_stream_is_open(stream)) stream->backend->pause(stream);
}

int
pipe_stream_read_into(pipe_stream_t *stream, const pipe_loan_t *memory) {
  int err = pipe_stream_check_open(stream);
  if (err != 0) return err;
  stream->loan = *memory;
  stream->inlet = &pipe_inlet_loan;
  return 0;
}
