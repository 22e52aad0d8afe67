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

void
send_raw(int channel, const int fds[], size_t count, size_t len) {
  char control[CMSG_SPACE(sizeof(int) * 16)] = {0};
  static char bytes[16];
  struct iovec vector = {.iov_base = bytes, .iov_len = len};
  struct msghdr message = {.msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = control,
                           .msg_controllen = CMSG_SPACE(sizeof(int) * count)};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int) * count);
  memcpy(CMSG_DATA(header), fds, sizeof(int) * count);
  CHECK_EQ(sendmsg(channel, &message, 0), (long long) len);
}

peer_t *
half_channel(world_t *world, int *raw) {
  int fds[2];
  make_socketpair(fds);
  *raw = fds[0];
  peer_t *peer = make_peer(world, true, PIPE_DEFAULT_READ_BUFFER_SIZE);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, fds[1], &status));
  CHECK_OK(pipe_stream_resume(peer->stream));
  return peer;
}

void
accept_into_context(peer_t *peer) {
  CHECK_OK(pipe_stream_accept(peer->stream, peer->context));
  CHECK_EQ(pipe_stream_accept(peer->stream, peer->context), UV_EAGAIN);
}
