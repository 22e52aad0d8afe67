#include "stream.h"

#include "../end.h"

#include <stdlib.h>
#include <string.h>

int
stream_check(int result, const char *what) {
  if (result < 0) end_fail(what);
  return result;
}

uv_pipe_t *
stream_new(int ipc) {
  uv_pipe_t *pipe = malloc(sizeof(uv_pipe_t));
  if (pipe == NULL) end_fail("Out of memory");
  stream_check(uv_pipe_init(uv_default_loop(), pipe, ipc), "uv_pipe_init");
  return pipe;
}

static void
on_close(uv_handle_t *handle) {
  free(handle);
}

void
stream_close(uv_pipe_t *pipe) {
  uv_close((uv_handle_t *) pipe, on_close);
}

uv_pipe_t *
stream_listen(const char *path, uv_connection_cb connection) {
  uv_pipe_t *server = stream_new(0);
  stream_check(uv_pipe_bind(server, path), "uv_pipe_bind");
  stream_check(uv_listen((uv_stream_t *) server, 511, connection), "uv_listen");
  end_mark("ready");
  return server;
}

uv_pipe_t *
stream_accept(uv_stream_t *server, int ipc) {
  uv_pipe_t *pipe = stream_new(ipc);
  stream_check(uv_accept(server, (uv_stream_t *) pipe), "uv_accept");
  return pipe;
}

typedef struct {
  uv_connect_t request;
  uv_connect_cb connected;
} attempt_t;

static void
on_connect(uv_connect_t *request, int status) {
  attempt_t *attempt = (attempt_t *) request;
  stream_check(status, "connect");
  attempt->connected(request, status);
  free(attempt);
}

void
stream_connect(uv_pipe_t *pipe, const char *path, uv_connect_cb connected) {
  attempt_t *attempt = malloc(sizeof(attempt_t));
  if (attempt == NULL) end_fail("Out of memory");
  attempt->connected = connected;
  uv_pipe_connect(&attempt->request, pipe, path, on_connect);
}

static void
lend_buffer(uv_handle_t *handle, size_t size, uv_buf_t *buffer) {
  static char bytes[PATTERN_PERIOD];
  (void) handle;
  (void) size;
  *buffer = uv_buf_init(bytes, sizeof(bytes));
}

void
stream_read(uv_pipe_t *pipe, uv_read_cb read) {
  stream_check(uv_read_start((uv_stream_t *) pipe, lend_buffer, read), "uv_read_start");
}

typedef struct {
  uv_write_t request;
  char bytes[];
} small_write_t;

static void
on_write(uv_write_t *request, int status) {
  stream_check(status, "write");
  free(request);
}

void
stream_write_small(uv_pipe_t *pipe, const char *bytes, size_t length) {
  uv_buf_t buffer = uv_buf_init((char *) bytes, length);
  int written = uv_try_write((uv_stream_t *) pipe, &buffer, 1);
  if (written == (int) length) return;
  if (written == UV_EAGAIN) written = 0;
  stream_check(written, "uv_try_write");

  size_t rest = length - (size_t) written;
  small_write_t *write = malloc(sizeof(small_write_t) + rest);
  if (write == NULL) end_fail("Out of memory");
  memcpy(write->bytes, bytes + written, rest);
  buffer = uv_buf_init(write->bytes, rest);
  stream_check(uv_write(&write->request, (uv_stream_t *) pipe, &buffer, 1, on_write), "uv_write");
}

void
stream_run(void) {
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
