// A handle with each byte; the receiver accepts it, closes it, and answers. The channel is a socket pair
// that both processes were born with.

#include "../workloads.h"
#include "stream.h"

#include <stdlib.h>

static end_steps_t steps;
static uint64_t sent;
static uv_pipe_t *travelling;
static uv_pipe_t *channel;

static void
on_handle(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  (void) buffer;
  uv_pipe_t *pipe = (uv_pipe_t *) stream;
  if (length < 0) return stream_close(pipe);
  while (uv_pipe_pending_count(pipe) > 0) {
    stream_close(stream_accept(stream, 0));
    stream_write_small(pipe, ".", 1);
    end_step(&steps);
  }
}

static void
take(const char *descriptor, const end_settings_t *settings) {
  steps = end_steps(settings);
  channel = stream_new(1);
  stream_check(uv_pipe_open(channel, atoi(descriptor)), "uv_pipe_open");
  stream_read(channel, on_handle);
  stream_run();
}

static void
on_sent(uv_write_t *request, int status) {
  if (status == 0) free(request);
}

static void
give_one(void) {
  if (sent == steps.total) return;
  sent++;
  uv_buf_t byte = uv_buf_init("*", 1);
  uv_write_t *write = malloc(sizeof(uv_write_t));
  if (write == NULL) end_fail("Out of memory");
  stream_check(
    uv_write2(write, (uv_stream_t *) channel, &byte, 1, (uv_stream_t *) travelling, on_sent), "uv_write2"
  );
}

static void
on_answers(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  (void) stream;
  (void) buffer;
  if (length < 0) exit(0);
  for (ssize_t i = 0; i < length; i++) give_one();
}

static void
give(const char *descriptor, const end_settings_t *settings) {
  uv_file fds[2];
  steps = end_steps(settings);
  uint64_t parallel = end_setting(settings, "parallel", 1);
  stream_check(uv_pipe(fds, UV_NONBLOCK_PIPE, UV_NONBLOCK_PIPE), "uv_pipe");
  travelling = stream_new(0);
  stream_check(uv_pipe_open(travelling, fds[0]), "uv_pipe_open");
  channel = stream_new(1);
  stream_check(uv_pipe_open(channel, atoi(descriptor)), "uv_pipe_open");
  stream_read(channel, on_answers);
  for (uint64_t i = 0; i < parallel; i++) give_one();
  stream_run();
}

const workload_t workload_handles = {"handles", take, give};
