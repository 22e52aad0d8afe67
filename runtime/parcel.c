#include <stdlib.h>

#include "handles.h"
#include "unix/descriptor.h"

struct pipe_parcel_s {
  /* libuv sends any kind of descriptor from a pipe handle; the receiver looks at it anew. */
  uv_pipe_t pipe;
  pipe_env_t *env;
};

static void
on_closed(uv_handle_t *handle) {
  pipe_parcel_t *parcel = pipe_container(handle, pipe_parcel_t, pipe);
  pipe_env_t *env = parcel->env;
  free(parcel);
  pipe_env_drop(env);
}

int
pipe_parcel_pack(pipe_stream_t *stream, const uv_handle_t *handle) {
  int fd;
  int err = pipe_descriptor_duplicate(handle, &fd);
  if (err != 0) return err;
  pipe_parcel_t *parcel = calloc(1, sizeof(*parcel));
  if (parcel == NULL) {
    err = UV_ENOMEM;
    goto close_descriptor;
  }
  err = uv_pipe_init(stream->env->loop, &parcel->pipe, 0);
  if (err != 0) goto free_parcel;
  parcel->env = stream->env;
  pipe_env_hold(parcel->env);
  stream->parcel = parcel;
  err = uv_pipe_open(&parcel->pipe, fd);
  if (err == 0) return 0;
  pipe_parcel_release(stream);
  goto close_descriptor;

free_parcel:
  free(parcel);
close_descriptor:
  pipe_descriptor_close(fd);
  return err;
}

uv_stream_t *
pipe_parcel_handle(pipe_stream_t *stream) {
  return (uv_stream_t *) &stream->parcel->pipe;
}

void
pipe_parcel_release(pipe_stream_t *stream) {
  if (stream->parcel == NULL) return;
  uv_close((uv_handle_t *) &stream->parcel->pipe, on_closed);
  stream->parcel = NULL;
}
