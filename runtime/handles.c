#include "handles.h"

#include <stdlib.h>

/* Where a handle goes that nobody has accepted, on its way to being closed. */
typedef struct {
  union {
    uv_handle_t handle;
    uv_stream_t stream;
    uv_pipe_t pipe;
    uv_tcp_t tcp;
  };
  pipe_env_t *env;
} stray_t;

static bool
can_travel(uv_handle_type type) {
  return type == UV_NAMED_PIPE || type == UV_TCP || type == UV_UDP;
}

static void
on_stray_closed(uv_handle_t *handle) {
  stray_t *stray = pipe_container(handle, stray_t, handle);
  pipe_env_t *env = stray->env;
  free(stray);
  pipe_env_drop(env);
}

/* Takes the next handle from libuv's queue and closes it. */
static int
discard(pipe_stream_t *stream) {
  stray_t *stray = calloc(1, sizeof(*stray));
  if (stray == NULL) return UV_ENOMEM;
  /* libuv moves whatever kind of descriptor into either of the two. */
  int err = uv_pipe_pending_type(&stream->pipe) == UV_TCP
              ? uv_tcp_init(stream->env->loop, &stray->tcp)
              : uv_pipe_init(stream->env->loop, &stray->pipe, 0);
  if (err != 0) {
    free(stray);
    return err;
  }
  stray->env = stream->env;
  pipe_env_hold(stray->env);
  err = uv_accept((uv_stream_t *) &stream->pipe, &stray->stream);
  uv_close(&stray->handle, on_stray_closed);
  return err;
}

void
pipe_handles_announce(pipe_stream_t *stream) {
  while (pipe_stream_is_open(stream) && uv_pipe_pending_count(&stream->pipe) > 0) {
    uv_handle_type type = uv_pipe_pending_type(&stream->pipe);
    stream->flags |= PIPE_STREAM_ANNOUNCING;
    stream->env->callbacks.stream.handle(stream, (pipe_handle_type_t) type);
    bool unclaimed = (stream->flags & PIPE_STREAM_ANNOUNCING) != 0;
    stream->flags &= ~(unsigned) PIPE_STREAM_ANNOUNCING;
    if (!unclaimed || !pipe_stream_is_open(stream)) continue;
    /* Without memory it stays where it is, and is announced again with the next bytes. */
    if (discard(stream) != 0) return;
  }
}

/* 0, or why `target` cannot take what is announced (I3). */
static int
check_target(pipe_stream_t *stream, const uv_handle_t *target) {
  if (target->loop != stream->env->loop || uv_is_closing(target)) return UV_EINVAL;
  if (!can_travel(target->type)) return UV_EINVAL;
  if (target->type != uv_pipe_pending_type(&stream->pipe)) return UV_EINVAL;
  uv_os_fd_t fd;
  if (uv_fileno(target, &fd) == 0) return UV_EBUSY;
  if (target->type != UV_NAMED_PIPE) return 0;
  /* A stream of ours may be taken although libuv knows of no descriptor. */
  const pipe_stream_t *own = pipe_env_stream_at(stream->env, target, sizeof(uv_pipe_t));
  int err = own == NULL ? 0 : pipe_stream_check_vacant(own);
  if (err == UV_EBADF) return UV_EINVAL;
  return err == 0 ? 0 : UV_EBUSY;
}

int
pipe_stream_accept(pipe_stream_t *stream, uv_handle_t *target) {
  int err = pipe_stream_check_open(stream);
  if (err != 0) return err;
  if ((stream->flags & PIPE_STREAM_ANNOUNCING) == 0) return UV_EAGAIN;
  err = check_target(stream, target);
  if (err != 0) return err;
  /* From here on the handle is out of libuv's queue, whatever becomes of it. */
  stream->flags &= ~(unsigned) PIPE_STREAM_ANNOUNCING;
  err = uv_accept((uv_stream_t *) &stream->pipe, (uv_stream_t *) target);
  if (err != 0 || target->type == UV_UDP) return err;
  /* libuv takes the blocking mode as it comes, and a peer may have sent a blocking descriptor. */
  return uv_stream_set_blocking((uv_stream_t *) target, 0);
}

int
pipe_handles_check_sendable(const pipe_stream_t *stream, const uv_handle_t *handle) {
  if ((stream->flags & PIPE_STREAM_IPC) == 0 || stream->file != NULL) return UV_EINVAL;
  if (!can_travel(handle->type)) return UV_EINVAL;
  uv_os_fd_t fd;
  return uv_fileno(handle, &fd);
}
