// Handles in one go, each with a byte; when the receiver has accepted and closed all of them it answers, and
// the next ones come. The channel is a socket pair that both processes were born with.

#include "../workloads.h"
#include "stream.h"

#include <stdlib.h>

static uint64_t total;
static uint64_t burst;
static uint64_t passed;
static uv_pipe_t *travelling;
static uv_pipe_t *channel;

static void
prepare(const char *descriptor, const end_settings_t *settings) {
  burst = end_setting(settings, "burst", 1);
  total = end_setting(settings, "count", 1) + burst;
  channel = stream_new(1);
  stream_check(uv_pipe_open(channel, atoi(descriptor)), "uv_pipe_open");
}

static void
on_handle(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  (void) buffer;
  if (length < 0) return stream_close((uv_pipe_t *) stream);
  while (uv_pipe_pending_count((uv_pipe_t *) stream) > 0) {
    stream_close(stream_accept(stream, 0));
    if (++passed % burst > 0) continue;
    stream_write_small(channel, ".", 1);
    if (passed == burst) end_mark("start");
    if (passed == total) end_done();
  }
}

static void
take(const char *descriptor, const end_settings_t *settings) {
  prepare(descriptor, settings);
  stream_read(channel, on_handle);
  stream_run();
}

static void
on_sent(uv_write_t *request, int status) {
  stream_check(status, "write");
  free(request);
}

static void
give_all(void) {
  static char byte = '*';
  if (passed == total) return;
  for (uint64_t i = 0; i < burst; i++) {
    uv_buf_t buffer = uv_buf_init(&byte, 1);
    uv_write_t *write = malloc(sizeof(uv_write_t));
    if (write == NULL) end_fail("Out of memory");
    stream_check(
      uv_write2(write, (uv_stream_t *) channel, &buffer, 1, (uv_stream_t *) travelling, on_sent), "uv_write2"
    );
  }
  passed += burst;
}

static void
on_answer(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  (void) stream;
  (void) buffer;
  if (length < 0) exit(0);
  if (length > 0) give_all();
}

static void
give(const char *descriptor, const end_settings_t *settings) {
  uv_file fds[2];
  prepare(descriptor, settings);
  stream_check(uv_pipe(fds, UV_NONBLOCK_PIPE, UV_NONBLOCK_PIPE), "uv_pipe");
  travelling = stream_new(0);
  stream_check(uv_pipe_open(travelling, fds[0]), "uv_pipe_open");
  stream_read(channel, on_answer);
  give_all();
  stream_run();
}

const workload_t workload_bursts = {"bursts", take, give};
