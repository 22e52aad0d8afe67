/* What libuv holds while it writes, or waits to shut down, on a stream's behalf. */
#ifndef PIPE_POLLED_REQUESTS_H
#define PIPE_POLLED_REQUESTS_H

#include "polled.h"

struct pipe_polled_requests_s {
  pipe_stream_t *stream;
  uv_write_t write;
  uv_shutdown_t end;
  /* Bytes that could not be sent at once. */
  uint64_t delayed;
};

/*
 * Those of `stream`, made when they are first asked for: what is sent at once needs none of them,
 * and without them a stream that says nothing is a third smaller. NULL when out of memory. They
 * are the stream's until libuv has closed it.
 */
pipe_polled_requests_t *
pipe_polled_requests(pipe_stream_t *stream);

#endif
