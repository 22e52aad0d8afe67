// Connect, one byte, close: several at a time, each followed by the next, with idle connections besides.

#include "../workloads.h"
#include "many.h"
#include "stream.h"

#include <stdlib.h>

static end_steps_t steps;
static uint64_t begun;
static uint64_t parallel;
static const char *address;

static void
on_byte(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  if (length < 0) return stream_close((uv_pipe_t *) stream);
  if (length > 1 || (length == 1 && buffer->base[0] != 42)) end_fail("Not the byte that was sent");
}

static void
on_connection(uv_stream_t *server, int status) {
  stream_check(status, "accept");
  stream_read(stream_accept(server, 0), on_byte);
}

static void
serve(const char *path, const end_settings_t *settings) {
  (void) settings;
  stream_listen(path, on_connection);
  stream_run();
}

static void
visit_once(void);

static void
on_close(uv_handle_t *handle) {
  free(handle);
  end_step(&steps);
  visit_once();
}

static void
on_end(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  (void) buffer;
  if (length > 0) end_fail("Nothing was to come");
  if (length < 0) uv_close((uv_handle_t *) stream, on_close);
}

static void
on_shutdown(uv_shutdown_t *request, int status) {
  stream_check(status, "shutdown");
  free(request);
}

static void
on_connected(uv_connect_t *request, int status) {
  (void) status;
  uv_pipe_t *pipe = (uv_pipe_t *) request->handle;
  const char byte = 42;
  stream_write_small(pipe, &byte, 1);
  stream_read(pipe, on_end);
  uv_shutdown_t *shutdown = malloc(sizeof(uv_shutdown_t));
  if (shutdown == NULL) end_fail("Out of memory");
  stream_check(uv_shutdown(shutdown, (uv_stream_t *) pipe, on_shutdown), "uv_shutdown");
}

static void
visit_once(void) {
  if (begun++ < steps.total) stream_connect(stream_new(0), address, on_connected);
}

static void
after_idle(uv_pipe_t **pipes, uint64_t count) {
  (void) pipes;
  (void) count;
  for (uint64_t i = 0; i < parallel; i++) visit_once();
}

static void
visit(const char *path, const end_settings_t *settings) {
  steps = end_steps(settings);
  address = path;
  parallel = end_setting(settings, "parallel", 1);
  many_connect(path, end_setting(settings, "idle", 0), after_idle);
  stream_run();
}

const workload_t workload_connects = {"connects", serve, visit};
