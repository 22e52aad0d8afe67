// Connections that do nothing: accepted by the one end, held by the other.

#include "../workloads.h"
#include "stream.h"

static uint64_t count;
static uint64_t accepted;

static void
on_connection(uv_stream_t *server, int status) {
  stream_check(status, "accept");
  stream_accept(server, 0);
  accepted++;
  if (accepted == count / 2) end_mark("start");
  if (accepted == count) end_done();
}

static void
hold(const char *path, const end_settings_t *settings) {
  count = end_setting(settings, "count", 1);
  stream_listen(path, on_connection);
  stream_run();
}

const workload_t workload_idle = {"idle", hold, NULL};
