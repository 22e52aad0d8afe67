// One way, one write at a time: at once where there is room, the rest when there is.

#include "../workloads.h"
#include "stream.h"

#include <stdlib.h>
#include <unistd.h>

static end_transfer_t incoming;

static struct {
  uv_pipe_t *pipe;
  uv_write_t request;
  char *bytes;
  size_t size;
  size_t period;
  uint64_t sent;
  uint64_t total;
} outgoing;

static void
on_read(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  (void) stream;
  if (length < 0) end_fail("The stream ended early");
  if (length == 0) return;
  end_receive(&incoming, buffer->base, (size_t) length);
}

static void
receive(uv_pipe_t *pipe) {
  stream_read(pipe, on_read);
}

static void
fill(void);

static void
on_write(uv_write_t *request, int status) {
  (void) request;
  if (status < 0) return; // The receiver has had all that it wanted.
  fill();
}

static void
fill(void) {
  while (outgoing.sent < outgoing.total) {
    uv_buf_t buffer = uv_buf_init(outgoing.bytes + outgoing.sent % outgoing.period, outgoing.size);
    int written = uv_try_write((uv_stream_t *) outgoing.pipe, &buffer, 1);
    if (written == UV_EAGAIN) written = 0;
    if (written < 0) return;
    outgoing.sent += outgoing.size;
    if ((size_t) written == outgoing.size) continue;
    buffer = uv_buf_init(buffer.base + written, outgoing.size - (size_t) written);
    uv_write(&outgoing.request, (uv_stream_t *) outgoing.pipe, &buffer, 1, on_write);
    return;
  }
  stream_close(outgoing.pipe);
}

static void
prepare(const end_settings_t *settings) {
  incoming = end_transfer(settings);
  outgoing.size = end_setting(settings, "size", PATTERN_PERIOD);
  outgoing.period = outgoing.size > PATTERN_PERIOD ? outgoing.size : PATTERN_PERIOD;
  outgoing.bytes = end_pattern(outgoing.period);
  outgoing.total = incoming.total;
}

static void
send_all(uv_pipe_t *pipe) {
  outgoing.pipe = pipe;
  fill();
}

static void
receive_accepted(uv_stream_t *server, int status) {
  stream_check(status, "accept");
  receive(stream_accept(server, 0));
}

static void
send_accepted(uv_stream_t *server, int status) {
  stream_check(status, "accept");
  send_all(stream_accept(server, 0));
  uv_close((uv_handle_t *) server, NULL);
}

static void
send_connected(uv_connect_t *request, int status) {
  (void) status;
  send_all((uv_pipe_t *) request->handle);
}

static void
receive_connected(uv_connect_t *request, int status) {
  (void) status;
  receive((uv_pipe_t *) request->handle);
}

static void
receiving_server(const char *path, const end_settings_t *settings) {
  prepare(settings);
  stream_listen(path, receive_accepted);
  stream_run();
}

static void
sending_client(const char *path, const end_settings_t *settings) {
  prepare(settings);
  stream_connect(stream_new(0), path, send_connected);
  stream_run();
}

static void
sending_server(const char *path, const end_settings_t *settings) {
  prepare(settings);
  stream_listen(path, send_accepted);
  stream_run();
}

static void
receiving_client(const char *path, const end_settings_t *settings) {
  prepare(settings);
  stream_connect(stream_new(0), path, receive_connected);
  stream_run();
}

static void
through_descriptors(const char *path, const end_settings_t *settings) {
  (void) path;
  uv_file fds[2];
  prepare(settings);
  stream_check(uv_pipe(fds, UV_NONBLOCK_PIPE, UV_NONBLOCK_PIPE), "uv_pipe");
  uv_pipe_t *reader = stream_new(0);
  uv_pipe_t *writer = stream_new(0);
  stream_check(uv_pipe_open(reader, fds[0]), "uv_pipe_open");
  stream_check(uv_pipe_open(writer, fds[1]), "uv_pipe_open");
  end_mark("ready");
  receive(reader);
  send_all(writer);
  stream_run();
}

const workload_t workload_transfer = {"transfer", receiving_server, sending_client};
const workload_t workload_onread = {"onread", sending_server, receiving_client};
const workload_t workload_descriptors = {"descriptors", through_descriptors, NULL};
