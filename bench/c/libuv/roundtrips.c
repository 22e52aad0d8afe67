// Questions and answers; each connection has one message under way, and there are others that are idle.

#include "../workloads.h"
#include "many.h"
#include "stream.h"

#include <stdlib.h>

#define MESSAGE_MAX 4096

static size_t size;
static end_steps_t steps;
static uint64_t connections;
static const char *server;

typedef struct {
  uv_pipe_t *pipe;
  size_t pending;
  char message[MESSAGE_MAX];
} conversation_t;

static void
on_question(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  if (length > 0) stream_write_small((uv_pipe_t *) stream, buffer->base, (size_t) length);
  if (length < 0) stream_close((uv_pipe_t *) stream);
}

static void
on_connection(uv_stream_t *server, int status) {
  stream_check(status, "accept");
  stream_read(stream_accept(server, 0), on_question);
}

static void
answer(const char *path, const end_settings_t *settings) {
  (void) settings;
  stream_listen(path, on_connection);
  stream_run();
}

static void
on_answer(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
  conversation_t *conversation = stream->data;
  if (length < 0) end_fail("The stream ended early");
  if (length == 0) return;
  if (conversation->pending == size && buffer->base[0] != conversation->message[0]) {
    end_fail("Not the answer to the question");
  }
  conversation->pending -= (size_t) length;
  if (conversation->pending > 0) return;
  conversation->pending = size;
  end_step(&steps);
  conversation->message[0]++;
  stream_write_small(conversation->pipe, conversation->message, size);
}

static void
converse(uv_pipe_t **pipes, uint64_t count) {
  conversation_t *conversations = calloc(count, sizeof(conversation_t));
  if (conversations == NULL) end_fail("Out of memory");
  for (uint64_t i = 0; i < count; i++) {
    conversations[i].pending = size;
    conversations[i].pipe = pipes[i];
    pipes[i]->data = &conversations[i];
    stream_read(pipes[i], on_answer);
    stream_write_small(pipes[i], conversations[i].message, size);
  }
}

static void
after_idle(uv_pipe_t **pipes, uint64_t count) {
  (void) pipes;
  (void) count;
  many_connect(server, connections, converse);
}

static void
ask(const char *path, const end_settings_t *settings) {
  server = path;
  size = end_setting(settings, "size", 64);
  if (size > MESSAGE_MAX) end_fail("Too large a message");
  steps = end_steps(settings);
  connections = end_setting(settings, "connections", 1);
  many_connect(path, end_setting(settings, "idle", 0), after_idle);
  stream_run();
}

const workload_t workload_roundtrips = {"roundtrips", answer, ask};
