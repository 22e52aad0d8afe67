#include "polled_requests.h"

#include <stdlib.h>

pipe_polled_requests_t *
pipe_polled_requests(pipe_stream_t *stream) {
  if (stream->requests != NULL) return stream->requests;
  stream->requests = malloc(sizeof(*stream->requests));
  if (stream->requests == NULL) return NULL;
  stream->requests->stream = stream;
  stream->requests->delayed = 0;
  return stream->requests;
}

void
pipe_polled_free(pipe_stream_t *stream) {
  free(stream->requests);
  stream->requests = NULL;
}
