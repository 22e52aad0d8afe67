#include "inlet.h"
#include "polled.h"
#include "unix/socket.h"

/* A first message, and the end after it; what there is beyond that can wait. */
#define MOST_READS 2

/* Reads and tells what is there. True if there may be more, though not all of the memory was
 * needed. */
static bool
read_once(pipe_stream_t *stream) {
  uv_os_fd_t fd;
  if (uv_fileno((uv_handle_t *) &stream->pipe, &fd) != 0) return false;
  uv_buf_t memory = stream->inlet->memory(stream);
  /* libuv finds that out as well, and says so. */
  if (memory.len == 0) return false;
  ssize_t result = pipe_socket_receive(fd, memory.base, memory.len);
  /* Without a socket there the descriptor is lost, which is found right after this. */
  if (result == UV_EAGAIN || result == UV_EBADF || result == UV_ENOTSOCK) return false;
  if (result <= 0) {
    pipe_polled_deliver_end(stream, result == 0 ? UV_EOF : (int) result);
    return false;
  }
  stream->inlet->tell(stream, (uint8_t *) memory.base, (size_t) result);
  return (size_t) result < memory.len;
}

static void
read_first(pipe_watch_t *watch) {
  pipe_stream_t *stream = pipe_container(watch, pipe_stream_t, watch);
  for (int reads = 0; reads < MOST_READS && pipe_polled_is_reading(stream); reads++) {
    if (!read_once(stream)) return;
  }
}

void
pipe_polled_begin_accepted(pipe_stream_t *stream) {
  /* Handles come with messages that are not for recv. */
  bool passes_handles = (stream->flags & PIPE_STREAM_IPC) != 0;
  pipe_watch_begin(&stream->watch, passes_handles ? NULL : read_first);
}

void
pipe_polled_begin_connected(pipe_stream_t *stream) {
  pipe_watch_begin(&stream->watch, NULL);
}
