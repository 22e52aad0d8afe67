#include "polled.h"

#include <poll.h>

const pipe_backend_t pipe_polled_backend = {
  .resume = pipe_polled_resume,
  .pause = pipe_polled_pause,
  .try_write = pipe_polled_try_write,
  .write = pipe_polled_write,
  .try_end = pipe_polled_try_end,
  .end = pipe_polled_end,
  .close = pipe_polled_close,
};

void
pipe_polled_close(pipe_stream_t *stream) {
  uv_close((uv_handle_t *) &stream->pipe, pipe_stream_on_closed);
}

void
pipe_polled_change(pipe_stream_t *stream) {
  if (pipe_stream_is_open(stream)) pipe_watching_change(&stream->env->watching, &stream->watch);
}

/* Whether libuv still waits for what is not wanted any more. */
static bool
waits_in_vain(const pipe_stream_t *stream) {
  return (stream->pipe.io_watcher.pevents & POLLIN) != 0 && !pipe_polled_is_reading(stream);
}

/*
 * Whether libuv is going to have the kernel wait for something else than before. What has been
 * written within the call is still under way, and is not waited for; libuv takes no event of a
 * descriptor beyond all that it has waited for. uv/unix.h has the masks, and there is no function
 * that tells.
 */
static bool
changes(const pipe_stream_t *stream) {
  const uv__io_t *watcher = &stream->pipe.io_watcher;
  return watcher->pevents != 0 && watcher->pevents != watcher->events;
}

int
pipe_polled_settle(pipe_watch_t *watch) {
  pipe_stream_t *stream = pipe_container(watch, pipe_stream_t, watch);
  if (waits_in_vain(stream)) uv_read_stop((uv_stream_t *) &stream->pipe);
  if (!changes(stream)) return -1;
  uv_os_fd_t fd;
  return uv_fileno((const uv_handle_t *) &stream->pipe, &fd) == 0 ? fd : -1;
}

void
pipe_polled_lost(pipe_watch_t *watch, int err) {
  pipe_stream_t *stream = pipe_container(watch, pipe_stream_t, watch);
  pipe_polled_deliver_end(stream, err);
  /* Nothing but closing keeps libuv from waiting for a write that is out. */
  pipe_stream_close(stream);
}
