// Connect, one byte, close. Of several at a time each step is taken for all before the next.

#include "../workloads.h"
#include "socket.h"

#include <sys/socket.h>
#include <unistd.h>

#define PARALLEL_MAX 64

static void
serve(const char *path, const end_settings_t *settings) {
  int listener = socket_listen(path);
  uint64_t total = end_steps(settings).total;
  for (uint64_t i = 0; i < total; i++) {
    int fd = socket_accept(listener);
    char byte = 0;
    if (socket_read(fd, &byte, 1) != 1 || byte != 42) end_fail("Not the byte that was sent");
    if (socket_read(fd, &byte, 1) != 0) end_fail("More than was sent");
    close(fd);
  }
}

static void
visit(const char *path, const end_settings_t *settings) {
  size_t parallel = end_setting(settings, "parallel", 1);
  if (parallel > PARALLEL_MAX) end_fail("Too many at a time");
  end_steps_t steps = end_steps(settings);
  const char byte = 42;
  int fds[PARALLEL_MAX];

  for (uint64_t left = steps.total; left > 0;) {
    size_t group = left < parallel ? left : parallel;
    for (size_t i = 0; i < group; i++) {
      fds[i] = socket_connect(path);
      socket_write(fds[i], &byte, 1);
      shutdown(fds[i], SHUT_WR);
    }
    for (size_t i = 0; i < group; i++) {
      char end;
      if (socket_read(fds[i], &end, 1) != 0) end_fail("Nothing was to come");
      close(fds[i]);
      end_step(&steps);
    }
    left -= group;
  }
}

const workload_t workload_connects = {"connects", serve, visit};
