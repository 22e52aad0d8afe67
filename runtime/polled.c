#include "polled.h"

const pipe_backend_t pipe_polled_backend = {
  .resume = pipe_polled_resume,
  .pause = pipe_polled_pause,
  .try_write = pipe_polled_try_write,
  .write = pipe_polled_write,
  .end = pipe_polled_end,
  .close = pipe_polled_close,
};

void
pipe_polled_close(pipe_stream_t *stream) {
  uv_close((uv_handle_t *) &stream->pipe, pipe_stream_on_closed);
}
