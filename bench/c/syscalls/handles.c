// A descriptor with each byte; the receiver closes it and answers. The channel is a socket pair that both
// processes were born with.

#include "../workloads.h"
#include "socket.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void
send_descriptor(int fd, int travelling) {
  char byte = 42;
  struct iovec part = {.iov_base = &byte, .iov_len = 1};
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
  };
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(&control.header), &travelling, sizeof(int));
  if (sendmsg(fd, &message, 0) != 1) end_fail("sendmsg");
}

static int
receive_descriptor(int fd) {
  char byte;
  struct iovec part = {.iov_base = &byte, .iov_len = 1};
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
  };
  if (recvmsg(fd, &message, MSG_CMSG_CLOEXEC) != 1) end_fail("recvmsg");
  if (message.msg_controllen < CMSG_LEN(sizeof(int))) end_fail("A descriptor has been lost");
  int received;
  memcpy(&received, CMSG_DATA(&control.header), sizeof(int));
  return received;
}

static void
take(const char *descriptor, const end_settings_t *settings) {
  int fd = atoi(descriptor);
  end_steps_t steps = end_steps(settings);
  for (;;) {
    close(receive_descriptor(fd));
    socket_write(fd, ".", 1);
    end_step(&steps);
  }
}

static void
give(const char *descriptor, const end_settings_t *settings) {
  uint64_t parallel = end_setting(settings, "parallel", 1);
  uint64_t total = end_steps(settings).total;
  int fd = atoi(descriptor);
  int fds[2];
  if (pipe(fds) != 0) end_fail("pipe");

  uint64_t sent = 0;
  for (uint64_t answered = 0; answered < total;) {
    while (sent < total && sent - answered < parallel) {
      send_descriptor(fd, fds[0]);
      sent++;
    }
    char answers[256];
    size_t length = socket_read(fd, answers, sizeof(answers));
    if (length == 0) return;
    answered += length;
  }
}

// Blocking, all of a burst is sent while the other process receives it.
static void
take_bursts(const char *descriptor, const end_settings_t *settings) {
  int fd = atoi(descriptor);
  uint64_t burst = end_setting(settings, "burst", 1);
  uint64_t total = end_setting(settings, "count", 1) + burst;
  for (uint64_t taken = 1;; taken++) {
    close(receive_descriptor(fd));
    if (taken % burst > 0) continue;
    socket_write(fd, ".", 1);
    if (taken == burst) end_mark("start");
    if (taken == total) end_done();
  }
}

static void
give_bursts(const char *descriptor, const end_settings_t *settings) {
  int fd = atoi(descriptor);
  uint64_t burst = end_setting(settings, "burst", 1);
  uint64_t total = end_setting(settings, "count", 1) + burst;
  int fds[2];
  if (pipe(fds) != 0) end_fail("pipe");
  for (uint64_t sent = 0; sent < total; sent += burst) {
    char answer;
    for (uint64_t i = 0; i < burst; i++) send_descriptor(fd, fds[0]);
    if (socket_read(fd, &answer, 1) == 0) return;
  }
}

const workload_t workload_handles = {"handles", take, give};
const workload_t workload_bursts = {"bursts", take_bursts, give_bursts};
