#include "handles.h"

#include "unix/descriptor.h"
#include "unix/socket.h"

static bool
can_travel(uv_handle_type type) {
  return type == UV_NAMED_PIPE || type == UV_TCP || type == UV_UDP;
}

static void
announce(pipe_stream_t *stream, int fd) {
  stream->arrived = fd;
  stream->arrived_type = pipe_descriptor_type(fd);
  stream->env->callbacks.stream.handle(stream, (pipe_handle_type_t) stream->arrived_type);
  pipe_descriptor_close(stream->arrived);
  stream->arrived = -1;
}

void
pipe_handles_announce(pipe_stream_t *stream, const int fds[], size_t fds_len) {
  for (size_t i = 0; i < fds_len; i++) {
    if (pipe_stream_is_open(stream)) {
      announce(stream, fds[i]);
    } else {
      pipe_descriptor_close(fds[i]);
    }
  }
}

/*
 * True if a handle of `type` can move into one of `target_type`. A stream of ours takes everything
 * that pipe_stream_open takes from a program (O4). What else names itself a pipe is libuv's alone,
 * which aborts once it is to wait for a file (I5).
 */
static bool
fits(uv_handle_type type, uv_handle_type target_type, bool own) {
  if (!can_travel(target_type)) return false;
  return type == target_type || (own && (type == UV_FILE || type == UV_TTY));
}

/* 0, or why `target`, which is `own` if it is a stream of ours, cannot take what is announced (I3).
 */
static int
check_target(const pipe_stream_t *stream, const uv_handle_t *target, const pipe_stream_t *own) {
  if (target->loop != stream->env->loop || uv_is_closing(target)) return UV_EINVAL;
  if (!fits(stream->arrived_type, target->type, own != NULL)) return UV_EPROTOTYPE;
  uv_os_fd_t fd;
  if (uv_fileno(target, &fd) == 0) return UV_EBUSY;
  /* A stream of ours may be taken although libuv knows of no descriptor. */
  return own != NULL && pipe_stream_check_vacant(own) != 0 ? UV_EBUSY : 0;
}

/* What names itself a pipe has just arrived, and has been looked at: nobody holds it yet. */
static int
move_into_stream(pipe_stream_t *own, uv_handle_type type, int fd) {
  if (type == UV_NAMED_PIPE) return pipe_descriptor_adopt(&own->pipe, fd);
  uint32_t access;
  return pipe_stream_open(own, fd, &access);
}

/* Opens `fd`, of `type`, into a handle that can take it; on failure it stays where it is. */
static int
move_in(uv_handle_t *target, pipe_stream_t *own, uv_handle_type type, int fd) {
  if (own != NULL) return move_into_stream(own, type, fd);
  switch (target->type) {
  case UV_TCP:
    return uv_tcp_open((uv_tcp_t *) target, fd);
  case UV_UDP:
    return uv_udp_open((uv_udp_t *) target, fd);
  default:
    return pipe_descriptor_adopt((uv_pipe_t *) target, fd);
  }
}

int
pipe_stream_accept(pipe_stream_t *stream, uv_handle_t *target) {
  int err = pipe_stream_check_open(stream);
  if (err != 0) return err;
  if (stream->arrived < 0) return UV_EAGAIN;
  bool is_pipe = target->type == UV_NAMED_PIPE;
  pipe_stream_t *own = is_pipe ? pipe_env_stream_at(stream->env, target, sizeof(uv_pipe_t)) : NULL;
  err = check_target(stream, target, own);
  if (err != 0) return err;
  err = move_in(target, own, stream->arrived_type, stream->arrived);
  if (err == 0) stream->arrived = -1;
  return err;
}

/* Asked once: the stream keeps the descriptor that it has. */
static int
check_carrier(pipe_stream_t *stream) {
  if ((stream->flags & PIPE_STREAM_CARRIER) != 0) return 0;
  uv_os_fd_t fd;
  int err = uv_fileno((const uv_handle_t *) &stream->pipe, &fd);
  if (err != 0) return err;
  /* Where it is not understood a TCP socket would drop the handle and say nothing. */
  if (!pipe_socket_carries_descriptors(fd)) return UV_EINVAL;
  stream->flags |= PIPE_STREAM_CARRIER;
  return 0;
}

int
pipe_handles_check_sendable(pipe_stream_t *stream, const uv_handle_t *handle) {
  if ((stream->flags & PIPE_STREAM_IPC) == 0 || stream->file != NULL) return UV_EINVAL;
  if (!can_travel(handle->type)) return UV_EINVAL;
  int err = check_carrier(stream);
  if (err != 0) return err;
  uv_os_fd_t fd;
  return uv_fileno(handle, &fd);
}
