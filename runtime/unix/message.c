#include "unix/message.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

#include "unix/descriptor.h"

/* Room for exactly as many descriptors as may be held: the kernel closes what does not fit. */
typedef union {
  struct cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int) * PIPE_MESSAGE_MAX_DESCRIPTORS)];
} control_t;

#ifdef __linux__
/* A descriptor as well, of the sender's process, where a program has asked for it (SO_PASSPIDFD).
   Older headers do not name it. */
#define RIGHTS_OF_SENDER 0x04
#endif

/* Whoever shares the socket can have made it a blocking one meanwhile. */
#ifdef MSG_CMSG_CLOEXEC
#define RECEIVE_FLAGS (MSG_DONTWAIT | MSG_CMSG_CLOEXEC)
#else
#define RECEIVE_FLAGS MSG_DONTWAIT
#endif

static void
take_descriptor(pipe_message_t *message, int fd) {
#ifndef MSG_CMSG_CLOEXEC
  fcntl(fd, F_SETFD, FD_CLOEXEC);
#endif
  message->fds[message->fds_len++] = fd;
}

static void
take_rights(pipe_message_t *message, const struct cmsghdr *header) {
  size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  for (size_t i = 0; i < count; i++) {
    int fd;
    /* Where they lie need not be aligned (cmsg(3)). */
    memcpy(&fd, CMSG_DATA(header) + i * sizeof(fd), sizeof(fd));
    take_descriptor(message, fd);
  }
}

#ifdef __linux__
static void
close_sender(const struct cmsghdr *header) {
  int fd;
  memcpy(&fd, CMSG_DATA(header), sizeof(fd));
  pipe_descriptor_close(fd);
}
#endif

static void
take_control(pipe_message_t *message, struct msghdr *received) {
  struct cmsghdr *header = CMSG_FIRSTHDR(received);
  for (; header != NULL; header = CMSG_NXTHDR(received, header)) {
    if (header->cmsg_level != SOL_SOCKET) continue;
    if (header->cmsg_type == SCM_RIGHTS) take_rights(message, header);
#ifdef __linux__
    if (header->cmsg_type == RIGHTS_OF_SENDER) close_sender(header);
#endif
  }
  message->truncated = (received->msg_flags & MSG_CTRUNC) != 0;
}

static ssize_t
read_plainly(int fd, void *buffer, size_t len) {
  ssize_t result;
  do {
    result = read(fd, buffer, len);
  } while (result < 0 && errno == EINTR);
  return result < 0 ? uv_translate_sys_error(errno) : result;
}

void
pipe_message_receive(int fd, void *buffer, size_t len, pipe_message_t *message) {
  control_t control;
  struct iovec bytes = {.iov_base = buffer, .iov_len = len};
  struct msghdr received = {.msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &control};
  do {
    received.msg_controllen = sizeof(control);
    message->result = recvmsg(fd, &received, RECEIVE_FLAGS);
  } while (message->result < 0 && errno == EINTR);
  message->fds_len = 0;
  message->truncated = false;
  if (message->result >= 0) {
    take_control(message, &received);
  } else if (errno == ENOTSOCK) {
    message->result = read_plainly(fd, buffer, len);
  } else {
    message->result = uv_translate_sys_error(errno);
  }
}

int
pipe_message_send_error(int err) {
#ifdef ETOOMANYREFS
  if (err == uv_translate_sys_error(ETOOMANYREFS)) return UV_EMFILE;
#endif
  return err;
}
