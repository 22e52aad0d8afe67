#include "peers.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bytes.h"
#include "descriptors.h"
#include "handles.h"
#include "input.h"
#include "report.h"
#include "servers.h"
#include "sockets.h"
#include "world.h"

#define MAX_MESSAGE 262144
/* As many as the kernel lets travel in one message (SCM_MAX_FD). */
#define MAX_SENT  253
#define MAX_KINDS 3

typedef union {
  struct cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int) * MAX_SENT) + 256];
} control_t;

static uint8_t buffer[MAX_MESSAGE];

/* What is no socket is read from and written to as it is; it must not wait either. */
static void
never_wait(int fd) {
  int flags = fcntl(fd, F_GETFL);
  if (flags >= 0) fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

static ssize_t
transmit(const endpoint_t *endpoint, struct msghdr *message) {
  ssize_t sent = sendmsg(endpoint->fd, message, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent >= 0 || errno != ENOTSOCK) return sent;
  never_wait(endpoint->fd);
  return write(endpoint->fd, message->msg_iov->iov_base, message->msg_iov->iov_len);
}

static bool
send_with(endpoint_t *endpoint, size_t len, void *control, size_t control_len) {
  struct iovec vector = {.iov_base = buffer, .iov_len = len};
  struct msghdr message = {.msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = control,
                           .msg_controllen = control_len};
  bytes_fill(buffer, len, endpoint->seed, endpoint->sent);
  ssize_t sent = transmit(endpoint, &message);
  trace("    %zu bytes from %d: %zd", len, endpoint->fd, sent);
  if (sent > 0) endpoint->sent += (uint64_t) sent;
  return sent > 0;
}

static void
act_send(void) {
  endpoint_t *endpoint = endpoints_choose();
  if (endpoint != NULL) send_with(endpoint, (size_t) input_number(0, MAX_MESSAGE), NULL, 0);
}

/* Descriptors to send; those who have them share whatever they lead to from here on. */
static size_t
draw_cargo(int fds[MAX_KINDS]) {
  size_t count = 0;
  for (size_t kinds = 1 + input_below(MAX_KINDS); count < kinds; count++) {
    endpoint_t *existing = input_byte() % 4 == 0 ? endpoints_choose() : NULL;
    fds[count] = existing != NULL ? existing->fd : sockets_any();
    endpoint_t *endpoint = endpoints_over(fds[count]);
    if (endpoint == NULL) return count;
    endpoint->shared = true;
    if (endpoint->peer != NULL) endpoint->peer->shared = true;
  }
  return count;
}

static size_t
draw_number_of_descriptors(void) {
  static const size_t numbers[] = {1, 1, 2, 3, 1, 63, 64, 65, 100, 252, 253};
  return numbers[input_below(sizeof(numbers) / sizeof(numbers[0]))];
}

static void
act_send_handles(void) {
  int kinds[MAX_KINDS], fds[MAX_SENT];
  control_t control;
  endpoint_t *endpoint = endpoints_choose();
  if (endpoint == NULL || !endpoint->carries) return;
  size_t kinds_len = draw_cargo(kinds), count = draw_number_of_descriptors();
  if (kinds_len == 0) return;
  for (size_t i = 0; i < count; i++)
    fds[i] = kinds[i % kinds_len];
  memset(&control, 0, sizeof(control));
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int) * count);
  memcpy(CMSG_DATA(&control.header), fds, sizeof(int) * count);
  uint64_t position = endpoint->sent;
  size_t len = (size_t) input_number(1, 70000);
  if (!send_with(endpoint, len, &control, CMSG_SPACE(sizeof(int) * count))) return;
  trace("    with %zu descriptors", count);
  for (size_t i = 0; i < count; i++)
    endpoints_expect(endpoint, position, uv_guess_handle(fds[i]));
}

static void
take_descriptors(endpoint_t *endpoint, struct msghdr *message) {
  struct cmsghdr *header = CMSG_FIRSTHDR(message);
  if ((message->msg_flags & MSG_CTRUNC) != 0) endpoint->lossy = true;
  for (; header != NULL; header = CMSG_NXTHDR(message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; i++) {
      int fd;
      memcpy(&fd, CMSG_DATA(header) + i * sizeof(fd), sizeof(fd));
      endpoints_announce(endpoint, uv_guess_handle(fd));
      close(fd);
    }
  }
}

size_t
peers_receive(endpoint_t *endpoint, size_t len) {
  control_t control;
  struct iovec vector = {.iov_base = buffer, .iov_len = len};
  struct msghdr message = {.msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = &control,
                           .msg_controllen = sizeof(control)};
  ssize_t received = recvmsg(endpoint->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (received < 0 && errno == ENOTSOCK) {
    never_wait(endpoint->fd);
    received = read(endpoint->fd, buffer, len);
  } else if (received >= 0) {
    take_descriptors(endpoint, &message);
  }
  if (received <= 0) return 0;
  endpoints_receive(endpoint, buffer, (size_t) received);
  return (size_t) received;
}

static void
act_receive(void) {
  endpoint_t *endpoint = endpoints_choose();
  if (endpoint == NULL) return;
  size_t received = peers_receive(endpoint, (size_t) input_number(0, MAX_MESSAGE));
  trace("    %zu bytes at %d", received, endpoint->fd);
}

static void
act_shutdown(void) {
  const endpoint_t *endpoint = endpoints_choose();
  if (endpoint != NULL) shutdown(endpoint->fd, (int) input_below(3));
}

static void
act_close(void) {
  endpoint_t *endpoint = endpoints_choose();
  if (endpoint != NULL) endpoints_close(endpoint);
}

/* Sends the whole of a small message as many as there is room for: the buffers fill up. */
static void
act_flood(void) {
  endpoint_t *endpoint = endpoints_choose();
  if (endpoint == NULL || endpoint->is_file || endpoint->peer == NULL) return;
  for (int i = 0; i < 8 && send_with(endpoint, 65536, NULL, 0); i++)
    ;
}

const world_action_t world_actions[] = {
  {"peer sends", act_send},
  {"peer sends more", act_send},
  {"peer sends handles", act_send_handles},
  {"peer sends more handles", act_send_handles},
  {"peer floods", act_flood},
  {"peer receives", act_receive},
  {"peer receives more", act_receive},
  {"peer shuts down", act_shutdown},
  {"peer closes", act_close},
  {"client connects", servers_connect_client},
  {"foreign server listens", servers_listen},
  {"foreign server accepts", servers_accept},
  {"foreign server closes", servers_close_one},
  {"file is removed", servers_remove_file},
  {"file is put in the way", servers_put_file},
  {"file is renamed", servers_rename_file},
  {"handle closes", handles_close_one},
};
const size_t world_actions_len = sizeof(world_actions) / sizeof(world_actions[0]);
