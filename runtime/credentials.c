#include "unix/credentials.h"

#include "stream.h"

int
pipe_stream_credentials(pipe_stream_t *stream, int32_t *pid, uint32_t *uid, uint32_t *gid) {
  int err = pipe_stream_check_connected(stream);
  if (err != 0) return err;
  if (stream->file != NULL) return UV_ENOTSOCK;
  uv_os_fd_t fd;
  err = uv_fileno((const uv_handle_t *) &stream->pipe, &fd);
  if (err != 0) return err;
  pipe_credentials_t peer;
  err = pipe_credentials_of_peer(fd, &peer);
  if (err != 0) return err;
  *pid = (int32_t) peer.pid;
  *uid = (uint32_t) peer.uid;
  *gid = (uint32_t) peer.gid;
  return 0;
}
