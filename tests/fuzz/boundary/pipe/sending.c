#include "sending.h"

#include <string.h>

#include "bytes.h"
#include "endpoints.h"
#include "handles.h"
#include "report.h"

static uint64_t
total(const boundary_value_t *chunks) {
  uint64_t sum = 0;
  for (size_t i = 0; i < chunks->chunks.len; i++)
    sum += chunks->chunks.all[i].len;
  return sum;
}

void
sending_fill(const object_t *stream, const uv_buf_t chunks[], size_t count) {
  const endpoint_t *endpoint = endpoints_of(stream);
  uint64_t position = endpoint == NULL ? 0 : endpoint->sent;
  for (size_t i = 0; i < count; i++) {
    bytes_fill(chunks[i].base, chunks[i].len, endpoint == NULL ? 0 : endpoint->seed, position);
    position += chunks[i].len;
  }
}

/* Whoever gets the handle shares what it leads to. */
static void
send_handle(endpoint_t *endpoint, const uv_handle_t *handle) {
  uv_os_fd_t fd;
  RULE(uv_fileno(handle, &fd) == 0, "a handle is sent that has no descriptor");
  if (handles_stream(handle) != NULL) endpoints_mix();
  if (endpoint != NULL) endpoints_expect(endpoint, endpoint->sent, uv_guess_handle(fd));
}

static void
advance(const object_t *stream, const boundary_value_t args[], uint64_t written) {
  endpoint_t *endpoint = endpoints_of(stream);
  if (args[1].handle != NULL && written > 0) send_handle(endpoint, args[1].handle);
  if (endpoint != NULL) endpoint->sent += written;
}

void
sending_sent(const object_t *stream, const boundary_value_t args[], uint64_t written) {
  RULE(written <= total(&args[0]), "more is sent than there is");
  advance(stream, args, written);
}

void
sending_queued(const object_t *stream, const boundary_value_t args[]) {
  advance(stream, args, total(&args[0]));
}
