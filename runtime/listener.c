#include "listener.h"

#include <stdlib.h>
#include <unistd.h>

#include "polled.h"
#include "stream.h"
#include "unix/descriptor.h"
#include "unix/permissions.h"
#include "unix/socket.h"

static int
settle(pipe_watch_t *watch) {
  const pipe_listener_t *listener = pipe_container(watch, pipe_listener_t, watch);
  return uv_is_active((const uv_handle_t *) &listener->poll) ? listener->fd : -1;
}

static void
on_lost(pipe_watch_t *watch, int err) {
  pipe_listener_t *listener = pipe_container(watch, pipe_listener_t, watch);
  uv_poll_stop(&listener->poll);
  listener->env->callbacks.listener.connection(listener, err);
}

int
pipe_listener_init(pipe_env_t *env, void *data, pipe_listener_t **result) {
  if (env->exiting) return UV_ECANCELED;
  pipe_listener_t *listener = calloc(1, sizeof(*listener));
  if (listener == NULL) return UV_ENOMEM;
  int err = pipe_registry_add(&env->registry, PIPE_KIND_LISTENER, listener, &listener->id);
  if (err != 0) {
    free(listener);
    return err;
  }
  uv_timer_init(env->loop, &listener->rest);
  atomic_init(&listener->references, 1);
  listener->env = env;
  listener->data = data;
  listener->fd = -1;
  listener->pending = -1;
  pipe_watch_init(&listener->watch, settle, on_lost);
  pipe_link_append(&env->listeners, &listener->link);
  pipe_env_hold(env);
  *result = listener;
  return 0;
}

pipe_listener_t *
pipe_listener_from_id(pipe_env_t *env, pipe_id_t id) {
  return pipe_registry_find(&env->registry, PIPE_KIND_LISTENER, id);
}

pipe_id_t
pipe_listener_id(const pipe_listener_t *listener) {
  return listener->id;
}

pipe_env_t *
pipe_listener_env(const pipe_listener_t *listener) {
  return listener->env;
}

void *
pipe_listener_data(const pipe_listener_t *listener) {
  return listener->data;
}

void
pipe_listener_retain(pipe_listener_t *listener) {
  atomic_fetch_add_explicit(&listener->references, 1, memory_order_relaxed);
}

void
pipe_listener_release(pipe_listener_t *listener) {
  /* As with streams: whoever frees has to see what the others did before. */
  if (atomic_fetch_sub_explicit(&listener->references, 1, memory_order_acq_rel) == 1) {
    free(listener);
  }
}

static bool
is_open(const pipe_listener_t *listener) {
  return (listener->flags & PIPE_LISTENER_CLOSING) == 0;
}

static void
apply_reference(pipe_listener_t *listener) {
  bool unrefed = (listener->flags & PIPE_LISTENER_UNREFED) != 0;
  void (*apply)(uv_handle_t *) = unrefed ? uv_unref : uv_ref;
  apply((uv_handle_t *) &listener->rest);
  if ((listener->flags & PIPE_LISTENER_POLLING) != 0) apply((uv_handle_t *) &listener->poll);
}

void
pipe_listener_ref(pipe_listener_t *listener) {
  if (!is_open(listener)) return;
  listener->flags &= ~(unsigned) PIPE_LISTENER_UNREFED;
  apply_reference(listener);
}

void
pipe_listener_unref(pipe_listener_t *listener) {
  if (!is_open(listener)) return;
  listener->flags |= PIPE_LISTENER_UNREFED;
  apply_reference(listener);
}

/* A socket that listens at `address`; on failure nothing is left of it. */
static int
bind_and_listen(pipe_listener_t *listener, const pipe_address_t *address, int backlog,
                uint32_t access) {
  int fd;
  int err = pipe_socket_file_locate(&listener->file, address);
  if (err != 0) return err;
  err = pipe_socket_create(&fd);
  if (err != 0) goto forget_path;
  err = pipe_permissions_prepare(fd, access);
  if (err == 0) err = pipe_socket_bind(fd, address);
  if (err != 0) goto close_socket;
  pipe_socket_file_identify(&listener->file);
  err = pipe_permissions_apply(access, &listener->file);
  if (err == 0) err = pipe_socket_listen(fd, backlog);
  if (err == 0) err = uv_poll_init(listener->env->loop, &listener->poll, fd);
  if (err != 0) goto remove_file;
  listener->fd = fd;
  return 0;

remove_file:
  pipe_socket_file_remove(&listener->file);
close_socket:
  pipe_descriptor_close(fd);
forget_path:
  pipe_socket_file_forget(&listener->file);
  return err;
}

void
pipe_listener_watch(pipe_listener_t *listener) {
  uv_poll_start(&listener->poll, UV_READABLE, pipe_listener_on_ready);
  pipe_watching_change(&listener->env->watching, &listener->watch);
}

int
pipe_listener_listen(pipe_listener_t *listener, const char *path, size_t path_len, uint32_t backlog,
                     uint32_t access) {
  if (!is_open(listener)) return UV_EBADF;
  if (listener->fd >= 0) return UV_EISCONN;
  pipe_address_t address;
  int err = pipe_address_from_path(&address, path, path_len);
  if (err != 0) return err;
  err = pipe_permissions_check(access, &address);
  if (err != 0) return err;
  int queue = backlog > INT32_MAX ? INT32_MAX : (int) backlog;
  err = bind_and_listen(listener, &address, queue, access);
  if (err != 0) return err;
  listener->flags |= PIPE_LISTENER_POLLING;
  if ((access & PIPE_LISTENER_ACCESS_OWNER_ONLY) != 0) {
    listener->flags |= PIPE_LISTENER_OWNER_ONLY;
    listener->owner = geteuid();
  }
  apply_reference(listener);
  pipe_listener_watch(listener);
  if (listener->env->reserve < 0) listener->env->reserve = pipe_descriptor_reserve();
  return 0;
}

int
pipe_listener_accept(pipe_listener_t *listener, pipe_stream_t *stream) {
  if (!is_open(listener)) return UV_EBADF;
  if (listener->pending < 0) return UV_EAGAIN;
  if (stream->env != listener->env) return UV_EINVAL;
  int err = pipe_stream_check_vacant(stream);
  if (err == 0) err = uv_pipe_open(&stream->pipe, listener->pending);
  if (err != 0) return err;
  listener->pending = -1;
  pipe_polled_begin_accepted(stream);
  return 0;
}

static void
on_closed(pipe_listener_t *listener) {
  if (--listener->closing > 0) return;
  pipe_env_t *env = listener->env;
  pipe_registry_remove(&env->registry, listener->id);
  pipe_link_remove(&listener->link);
  env->callbacks.listener.close(listener);
  listener->env = NULL;
  pipe_listener_release(listener);
  pipe_env_drop(env);
}

static void
on_rest_closed(uv_handle_t *handle) {
  on_closed(pipe_container(handle, pipe_listener_t, rest));
}

static void
on_poll_closed(uv_handle_t *handle) {
  on_closed(pipe_container(handle, pipe_listener_t, poll));
}

void
pipe_listener_close(pipe_listener_t *listener) {
  if (!is_open(listener)) return;
  listener->flags |= PIPE_LISTENER_CLOSING;
  listener->closing = 1;
  pipe_watching_forget(&listener->watch);
  uv_close((uv_handle_t *) &listener->rest, on_rest_closed);
  if ((listener->flags & PIPE_LISTENER_POLLING) == 0) return;
  listener->closing++;
  uv_close((uv_handle_t *) &listener->poll, on_poll_closed);
  pipe_socket_file_remove(&listener->file);
  pipe_descriptor_close(listener->fd);
  listener->fd = -1;
}
