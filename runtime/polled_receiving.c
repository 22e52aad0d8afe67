#include "handles.h"
#include "inlet.h"
#include "polled.h"
#include "unix/message.h"

/* How often a wake-up reads, as in libuv: a peer that never stops must not keep the loop. */
#define MAX_READS 32

/* With no buffer libuv reads nothing, and says so to on_ready. */
static void
decline(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void) handle;
  (void) suggested;
  *buffer = uv_buf_init(NULL, 0);
}

/* Listeners of handles may have taken away memory that has been read into. */
static bool
is_in_place(pipe_stream_t *stream, const uv_buf_t *memory, const pipe_message_t *message) {
  if (message->fds_len == 0) return true;
  uv_buf_t now = stream->inlet->memory(stream);
  return now.base == memory->base && now.len >= (size_t) message->result;
}

/* Tells the rest of a message after its handles: bytes, an error, or the end of the stream. */
static void
deliver(pipe_stream_t *stream, const uv_buf_t *memory, const pipe_message_t *message) {
  if (message->truncated) {
    /* Bytes whose handle is lost must not pass for bytes that came with none (I6). */
    pipe_polled_deliver_end(stream, UV_EMFILE);
  } else if (message->result > 0 && !is_in_place(stream, memory, message)) {
    pipe_polled_deliver_end(stream, UV_ENOBUFS);
  } else if (message->result > 0) {
    stream->inlet->tell(stream, (uint8_t *) memory->base, (size_t) message->result);
  } else {
    pipe_polled_deliver_end(stream, message->result == 0 ? UV_EOF : (int) message->result);
  }
}

/* Reads and tells one message. True if more may be waiting. */
static bool
receive(pipe_stream_t *stream) {
  uv_buf_t memory = stream->inlet->memory(stream);
  uv_os_fd_t fd;
  int err = uv_fileno((uv_handle_t *) &stream->pipe, &fd);
  if (err == 0 && memory.len == 0) err = UV_ENOBUFS;
  if (err != 0) {
    pipe_polled_deliver_end(stream, err);
    return false;
  }
  pipe_message_t message;
  pipe_message_receive(fd, memory.base, memory.len, &message);
  if (message.result == UV_EAGAIN) return false;
  pipe_handles_announce(stream, message.fds, message.fds_len);
  /* A pause by now is for the next message: this one is no longer the kernel's. */
  if (pipe_stream_is_open(stream)) deliver(stream, &memory, &message);
  /* A handle ends a message early, so that less than was asked for need not be all. */
  return message.fds_len > 0 || message.result == (ssize_t) memory.len;
}

/*
 * libuv's read callback rather than its alloc callback, where reading must not be stopped: libuv
 * would go on to call the read callback that has been taken away.
 */
static void
on_ready(uv_stream_t *handle, ssize_t result, const uv_buf_t *buffer) {
  (void) result;
  (void) buffer;
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  for (int reads = 0; reads < MAX_READS && pipe_polled_is_reading(stream); reads++) {
    if (!receive(stream)) break;
  }
}

int
pipe_polled_receive(pipe_stream_t *stream) {
  return uv_read_start((uv_stream_t *) &stream->pipe, decline, on_ready);
}
