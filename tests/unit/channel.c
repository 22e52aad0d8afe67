#include "channel.h"

channel_t
make_channel(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  channel_t channel;
  peer_t **ends[] = {&channel.from, &channel.to};
  for (int i = 0; i < 2; i++) {
    peer_t *peer = make_peer(world, true, PIPE_DEFAULT_READ_BUFFER_SIZE);
    uint32_t status;
    CHECK_OK(pipe_stream_open(peer->stream, fds[i], &status));
    *ends[i] = peer;
  }
  CHECK_OK(pipe_stream_resume(channel.to->stream));
  return channel;
}

void
close_channel(channel_t channel) {
  close_peer(channel.from);
  close_peer(channel.to);
}

uv_handle_t *
handle_of(peer_t *peer) {
  return (uv_handle_t *) pipe_stream_storage(peer->stream);
}

void
send_handle(peer_t *from, uv_handle_t *handle) {
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  CHECK_OK(pipe_stream_try_write(from->stream, &chunk, 1, handle, &written));
  CHECK_EQ(written, 1);
}

typedef union {
  struct cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int) * MAX_SENT)];
} control_t;

static void
send_message(int channel, const int fds[], size_t count, const char *bytes, size_t len) {
  control_t control = {0};
  struct iovec vector = {.iov_base = (char *) (uintptr_t) bytes, .iov_len = len};
  struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1};
  if (count > 0) {
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN(sizeof(int) * count);
    memcpy(CMSG_DATA(&control.header), fds, sizeof(int) * count);
  }
  CHECK_EQ(sendmsg(channel, &message, 0), (long long) len);
}

void
send_raw(int channel, const int fds[], size_t count, size_t len) {
  static const char bytes[65536];
  CHECK(len <= sizeof(bytes));
  send_message(channel, fds, count, bytes, len);
}

void
send_text(int channel, const char *text, int fd, size_t count) {
  int fds[MAX_SENT];
  for (size_t i = 0; i < count; i++)
    fds[i] = fd;
  send_message(channel, fds, count, text, strlen(text));
}

size_t
receive_raw(int channel, void *bytes, size_t len, size_t *count) {
  control_t control;
  struct iovec vector = {.iov_base = bytes, .iov_len = len};
  struct msghdr message = {.msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = &control,
                           .msg_controllen = sizeof(control)};
  ssize_t received = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
  CHECK(received >= 0);
  *count = 0;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header == NULL) return (size_t) received;
  *count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  for (size_t i = 0; i < *count; i++) {
    int fd;
    memcpy(&fd, CMSG_DATA(header) + i * sizeof(fd), sizeof(fd));
    close(fd);
  }
  return (size_t) received;
}

peer_t *
half_channel(world_t *world, int *raw) {
  int fds[2];
  make_socketpair(fds);
  *raw = fds[0];
  return ipc_peer(world, fds[1], PIPE_DEFAULT_READ_BUFFER_SIZE);
}

peer_t *
ipc_peer(world_t *world, int fd, uint32_t read_buffer_size) {
  peer_t *peer = make_peer(world, true, read_buffer_size);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, fd, &status));
  CHECK_OK(pipe_stream_resume(peer->stream));
  return peer;
}

void
accept_into_context(peer_t *peer) {
  CHECK_OK(pipe_stream_accept(peer->stream, peer->context));
  CHECK_EQ(pipe_stream_accept(peer->stream, peer->context), UV_EAGAIN);
}
