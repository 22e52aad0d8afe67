#include "pipe.h"

int
pipe_stream_pipe(int32_t *read, int32_t *write) {
  uv_file fds[2];
  int err = uv_pipe(fds, UV_NONBLOCK_PIPE, UV_NONBLOCK_PIPE);
  if (err != 0) return err;
  *read = fds[0];
  *write = fds[1];
  return 0;
}

int
pipe_stream_socketpair(int32_t *a, int32_t *b) {
  uv_os_sock_t fds[2];
  int err = uv_socketpair(SOCK_STREAM, 0, fds, UV_NONBLOCK_PIPE, UV_NONBLOCK_PIPE);
  if (err != 0) return err;
  *a = fds[0];
  *b = fds[1];
  return 0;
}
