// One way, one write(2) a chunk, into one buffer that is read over and over.

#include "../workloads.h"
#include "socket.h"

#include <stdlib.h>
#include <unistd.h>

static void
receive(int fd, const end_settings_t *settings) {
  static char buffer[PATTERN_PERIOD];
  end_transfer_t transfer = end_transfer(settings);
  for (;;) {
    size_t length = socket_read(fd, buffer, sizeof(buffer));
    if (length == 0) end_fail("The stream ended early");
    end_receive(&transfer, buffer, length);
  }
}

static void
send_all(int fd, const end_settings_t *settings) {
  uint64_t size = end_setting(settings, "size", PATTERN_PERIOD);
  size_t period = size > PATTERN_PERIOD ? size : PATTERN_PERIOD;
  char *bytes = end_pattern(period);
  uint64_t total = end_transfer(settings).total;
  for (uint64_t sent = 0; sent < total; sent += size) socket_write(fd, bytes + sent % period, size);
  free(bytes);
}

static void
receiving_server(const char *path, const end_settings_t *settings) {
  receive(socket_accept(socket_listen(path)), settings);
}

static void
sending_client(const char *path, const end_settings_t *settings) {
  send_all(socket_connect(path), settings);
}

static void
sending_server(const char *path, const end_settings_t *settings) {
  send_all(socket_accept(socket_listen(path)), settings);
}

static void
receiving_client(const char *path, const end_settings_t *settings) {
  receive(socket_connect(path), settings);
}

// Blocking ends of one pipe cannot be in one thread: a process is forked to send.
static void
through_descriptors(const char *path, const end_settings_t *settings) {
  (void) path;
  int fds[2];
  if (pipe(fds) != 0) end_fail("pipe");
  end_mark("ready");
  pid_t child = fork();
  if (child < 0) end_fail("fork");
  if (child == 0) {
    send_all(fds[1], settings);
    _exit(0);
  }
  receive(fds[0], settings);
}

const workload_t workload_transfer = {"transfer", receiving_server, sending_client};
const workload_t workload_onread = {"onread", sending_server, receiving_client};
const workload_t workload_descriptors = {"descriptors", through_descriptors, NULL};
