#include "file.h"
#include "listener.h"
#include "stream.h"
#include "unix/descriptor.h"

static bool
holds(const pipe_stream_t *stream, int fd) {
  if (stream->file != NULL) return pipe_file_descriptor(stream) == fd;
  uv_os_fd_t held;
  return uv_fileno((const uv_handle_t *) &stream->pipe, &held) == 0 && held == fd;
}

/* libuv notices a descriptor that it watches, but not one that is open and at rest (O5). */
static bool
is_held(const pipe_env_t *env, int fd) {
  for (const pipe_link_t *link = env->streams.next; link != &env->streams; link = link->next) {
    if (holds(pipe_container(link, pipe_stream_t, link), fd)) return true;
  }
  for (const pipe_link_t *link = env->listeners.next; link != &env->listeners; link = link->next) {
    if (pipe_container(link, pipe_listener_t, link)->fd == fd) return true;
  }
  return false;
}

int
pipe_stream_open(pipe_stream_t *stream, int32_t fd, uint32_t *result) {
  int err = pipe_stream_check_vacant(stream);
  if (err != 0) return err;
  if (is_held(stream->env, fd)) return UV_EEXIST;
  pipe_descriptor_kind_t kind;
  uint32_t access;
  err = pipe_descriptor_inspect(stream->env->loop, fd, &kind, &access);
  if (err != 0) return err;
  err = kind == PIPE_DESCRIPTOR_FILE ? pipe_file_open(stream, fd)
                                     : pipe_descriptor_adopt(&stream->pipe, fd);
  if (err == 0) *result = access;
  return err;
}
