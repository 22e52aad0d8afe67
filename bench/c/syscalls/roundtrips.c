// Questions and answers. Of several connections each has one message under way: all are asked, then all
// are heard.

#include "../workloads.h"
#include "socket.h"

#include <string.h>

#define CONNECTIONS_MAX 64
#define MESSAGE_MAX     4096

static void
read_all(int fd, char *message, size_t size) {
  for (size_t length, got = 0; got < size; got += length) {
    length = socket_read(fd, message + got, size - got);
    if (length == 0) end_fail("The stream ended early");
  }
}

static void
answer(const char *path, const end_settings_t *settings) {
  size_t connections = end_setting(settings, "connections", 1);
  size_t size = end_setting(settings, "size", 64);
  if (connections > CONNECTIONS_MAX || size > MESSAGE_MAX) end_fail("Too many connections, or too large a message");
  int fds[CONNECTIONS_MAX];
  int listener = socket_listen(path);
  for (size_t i = 0; i < connections; i++) fds[i] = socket_accept(listener);
  for (size_t i = 0;; i = (i + 1) % connections) {
    char message[MESSAGE_MAX];
    size_t length = socket_read(fds[i], message, size);
    if (length == 0) return;
    socket_write(fds[i], message, length);
  }
}

static void
ask(const char *path, const end_settings_t *settings) {
  size_t connections = end_setting(settings, "connections", 1);
  size_t size = end_setting(settings, "size", 64);
  if (connections > CONNECTIONS_MAX || size > MESSAGE_MAX) end_fail("Too many connections, or too large a message");
  end_steps_t steps = end_steps(settings);
  int fds[CONNECTIONS_MAX];
  for (size_t i = 0; i < connections; i++) fds[i] = socket_connect(path);

  char question[MESSAGE_MAX] = {0};
  for (;; question[0]++) {
    for (size_t i = 0; i < connections; i++) socket_write(fds[i], question, size);
    for (size_t i = 0; i < connections; i++) {
      char message[MESSAGE_MAX];
      read_all(fds[i], message, size);
      if (message[0] != question[0]) end_fail("Not the answer to the question");
      end_step(&steps);
    }
  }
}

const workload_t workload_roundtrips = {"roundtrips", answer, ask};
