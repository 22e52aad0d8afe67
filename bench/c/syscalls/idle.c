// Connections that do nothing: accepted by the one end, held by the other.

#include "../workloads.h"
#include "socket.h"

#include <unistd.h>

static void
hold(const char *path, const end_settings_t *settings) {
  uint64_t count = end_setting(settings, "count", 1);
  int listener = socket_listen(path);
  for (uint64_t i = 1; i <= count; i++) {
    socket_accept(listener);
    if (i == count / 2) end_mark("start");
  }
  end_done();
}

static void
visit(const char *path, const end_settings_t *settings) {
  uint64_t count = end_setting(settings, "count", 1);
  for (uint64_t i = 0; i < count; i++) socket_connect(path);
  pause();
}

const workload_t workload_idle = {"idle", hold, visit};
