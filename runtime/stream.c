#include "stream.h"

#include <stdlib.h>

#include "file.h"
#include "handles.h"
#include "inlet.h"
#include "polled.h"

static void
on_task(pipe_task_t *task) {
  pipe_stream_t *stream = pipe_container(task, pipe_stream_t, task);
  pipe_stream_settle(stream, PIPE_STREAM_DUE_CONNECT);
  pipe_stream_settle(stream, PIPE_STREAM_DUE_WRITE);
  pipe_stream_settle(stream, PIPE_STREAM_DUE_END);
  pipe_stream_settle(stream, PIPE_STREAM_DUE_READ);
}

int
pipe_stream_init(pipe_env_t *env, void *data, bool ipc, uint32_t read_buffer_size,
                 pipe_stream_t **result) {
  if (env->exiting) return UV_ECANCELED;
  pipe_stream_t *stream = calloc(1, sizeof(*stream));
  if (stream == NULL) return UV_ENOMEM;
  int err = pipe_registry_add(&env->registry, PIPE_KIND_STREAM, stream, &stream->id);
  if (err != 0) goto free_stream;
  err = uv_pipe_init(env->loop, &stream->pipe, ipc ? 1 : 0);
  if (err != 0) goto forget_name;
  /* A hint for pipe_env_stream_at, which does not trust it. */
  stream->pipe.data = (void *) (uintptr_t) stream->id;
  atomic_init(&stream->references, 1);
  stream->backend = &pipe_polled_backend;
  stream->inlet = env->inlet;
  stream->env = env;
  stream->data = data;
  stream->flags = ipc ? PIPE_STREAM_IPC : 0;
  stream->read_buffer_size = read_buffer_size;
  stream->arrived = -1;
  pipe_task_init(&stream->task, on_task);
  pipe_watch_init(&stream->watch, pipe_polled_settle, pipe_polled_lost);
  pipe_link_append(&env->streams, &stream->link);
  pipe_env_hold(env);
  *result = stream;
  return 0;

forget_name:
  pipe_registry_remove(&env->registry, stream->id);
free_stream:
  free(stream);
  return err;
}

pipe_stream_t *
pipe_stream_from_id(pipe_env_t *env, pipe_id_t id) {
  return pipe_registry_find(&env->registry, PIPE_KIND_STREAM, id);
}

pipe_id_t
pipe_stream_id(const pipe_stream_t *stream) {
  return stream->id;
}

pipe_env_t *
pipe_stream_env(const pipe_stream_t *stream) {
  return stream->env;
}

void *
pipe_stream_data(const pipe_stream_t *stream) {
  return stream->data;
}

uv_pipe_t *
pipe_stream_storage(pipe_stream_t *stream) {
  return &stream->pipe;
}

void
pipe_stream_retain(pipe_stream_t *stream) {
  atomic_fetch_add_explicit(&stream->references, 1, memory_order_relaxed);
}

void
pipe_stream_release(pipe_stream_t *stream) {
  /* Whoever frees has to see what the others did to the memory before they let go of it. */
  if (atomic_fetch_sub_explicit(&stream->references, 1, memory_order_acq_rel) == 1) free(stream);
}

void
pipe_stream_ref(pipe_stream_t *stream) {
  if (!pipe_stream_is_open(stream)) return;
  stream->flags &= ~(unsigned) PIPE_STREAM_UNREFED;
  uv_ref((uv_handle_t *) &stream->pipe);
  /* A file that is being read goes on with a task that the loop has not been waiting for. */
  if (stream->due != 0) pipe_stream_defer(stream, stream->due, true);
}

void
pipe_stream_unref(pipe_stream_t *stream) {
  if (!pipe_stream_is_open(stream)) return;
  stream->flags |= PIPE_STREAM_UNREFED;
  uv_unref((uv_handle_t *) &stream->pipe);
}

bool
pipe_stream_is_open(const pipe_stream_t *stream) {
  return (stream->flags & PIPE_STREAM_CLOSING) == 0;
}

int
pipe_stream_check_open(const pipe_stream_t *stream) {
  return pipe_stream_is_open(stream) ? 0 : UV_EBADF;
}

/* Asks libuv as well: a child's end, or a handle that has arrived, moves in without our help. */
static bool
has_descriptor(const pipe_stream_t *stream) {
  uv_os_fd_t fd;
  return stream->file != NULL || uv_fileno((const uv_handle_t *) &stream->pipe, &fd) == 0;
}

int
pipe_stream_check_vacant(const pipe_stream_t *stream) {
  if (!pipe_stream_is_open(stream)) return UV_EBADF;
  if (stream->connecting != NULL) return UV_EBUSY;
  return has_descriptor(stream) ? UV_EISCONN : 0;
}

int
pipe_stream_check_connected(const pipe_stream_t *stream) {
  if (!pipe_stream_is_open(stream)) return UV_EBADF;
  return stream->connecting != NULL || !has_descriptor(stream) ? UV_ENOTCONN : 0;
}

void
pipe_stream_defer(pipe_stream_t *stream, unsigned due, bool keeps_loop) {
  stream->due |= due;
  pipe_deferred_add(&stream->env->deferred, &stream->task, keeps_loop);
}

void
pipe_stream_settle(pipe_stream_t *stream, unsigned due) {
  if ((stream->due & due) == 0) return;
  stream->due &= ~due;
  switch (due) {
  case PIPE_STREAM_DUE_CONNECT:
    pipe_connecting_finish(stream);
    break;
  case PIPE_STREAM_DUE_WRITE:
    pipe_stream_write_done(stream, 0);
    break;
  case PIPE_STREAM_DUE_END:
    pipe_stream_end_done(stream, 0);
    break;
  case PIPE_STREAM_DUE_READ:
    pipe_file_continue(stream);
    break;
  default:
    break;
  }
}

void
pipe_stream_write_done(pipe_stream_t *stream, int err) {
  stream->flags &= ~(unsigned) PIPE_STREAM_WRITING;
  pipe_parcel_release(stream);
  if (!stream->env->exiting) stream->env->callbacks.stream.write(stream, err);
}

void
pipe_stream_end_done(pipe_stream_t *stream, int err) {
  stream->flags &= ~(unsigned) PIPE_STREAM_ENDING;
  if (!stream->env->exiting) stream->env->callbacks.stream.end(stream, err);
}

void
pipe_stream_close(pipe_stream_t *stream) {
  if (!pipe_stream_is_open(stream)) return;
  stream->flags |= PIPE_STREAM_CLOSING;
  pipe_connecting_cancel(stream);
  pipe_deferred_cancel(&stream->env->deferred, &stream->task);
  pipe_watching_forget(&stream->watch);
  stream->due = 0;
  stream->backend->close(stream);
}

void
pipe_stream_on_closed(uv_handle_t *handle) {
  pipe_stream_t *stream = pipe_container(handle, pipe_stream_t, pipe);
  pipe_env_t *env = stream->env;
  /* What was out and libuv did not know of; the rest it has cancelled before coming here. */
  if ((stream->flags & PIPE_STREAM_WRITING) != 0) pipe_stream_write_done(stream, UV_ECANCELED);
  if ((stream->flags & PIPE_STREAM_ENDING) != 0) pipe_stream_end_done(stream, UV_ECANCELED);
  pipe_registry_remove(&env->registry, stream->id);
  pipe_link_remove(&stream->link);
  pipe_file_free(stream);
  pipe_polled_free(stream);
  env->callbacks.stream.close(stream);
  stream->env = NULL;
  pipe_stream_release(stream);
  pipe_env_drop(env);
}
