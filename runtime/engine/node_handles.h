/*
 * Handles of libuv that stand for sockets of Node.js, whose own handles Node-API does not show. One
 * holds a duplicate of a descriptor, on its way to a peer, or waits for one to move in.
 *
 * The memory is that of an ArrayBuffer, and freed when that is gone and the handle is closed. All
 * of it runs on the thread of the environment.
 */
#ifndef NODE_ENGINE_HANDLES_H
#define NODE_ENGINE_HANDLES_H

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "node.h"

/* `handle` comes first: its address is that of the whole. */
typedef struct {
  union {
    uv_handle_t handle;
    uv_tcp_t tcp;
    uv_udp_t udp;
    uv_pipe_t pipe;
  };
  napi_async_cleanup_hook_handle teardown;
  bool collected;
  bool closed;
} node_handle_t;

static inline void
node_on_handle_closed(uv_handle_t *handle) {
  node_handle_t *self = (node_handle_t *) handle;
  napi_async_cleanup_hook_handle teardown = self->teardown;

  self->closed = true;
  if (self->collected) free(self);

  if (teardown != NULL) napi_remove_async_cleanup_hook(teardown);
}

/* Closes the handle, and the descriptor that it holds; idempotent. */
static inline void
node_close_handle(node_handle_t *handle) {
  if (!uv_is_closing(&handle->handle)) uv_close(&handle->handle, node_on_handle_closed);
}

static inline void
node_on_handle_teardown(napi_async_cleanup_hook_handle teardown, void *data) {
  (void) teardown;

  node_close_handle(data);
}

static inline void
node_on_handle_collected(napi_env env, void *data, void *hint) {
  (void) env;
  (void) hint;

  node_handle_t *handle = data;
  handle->collected = true;

  if (handle->closed)
    free(handle);
  else
    node_close_handle(handle);
}

static inline int
node_init_handle(uv_loop_t *loop, uv_handle_type type, node_handle_t *handle) {
  switch (type) {
  case UV_TCP:
    return uv_tcp_init(loop, &handle->tcp);
  case UV_UDP:
    return uv_udp_init(loop, &handle->udp);
  case UV_NAMED_PIPE:
    return uv_pipe_init(loop, &handle->pipe, 0);
  default:
    return UV_EINVAL;
  }
}

static inline int
node_open_handle(node_handle_t *handle, int fd) {
  switch (handle->handle.type) {
  case UV_TCP:
    return uv_tcp_open(&handle->tcp, fd);
  case UV_UDP:
    return uv_udp_open(&handle->udp, fd);
  default:
    return uv_pipe_open(&handle->pipe, fd);
  }
}

/* A handle of `type` with no descriptor. Returns 0, or libuv's negative code. */
static inline int
node_make_handle(napi_env env, uv_handle_type type, node_handle_t **result) {
  uv_loop_t *loop;
  if (napi_get_uv_event_loop(env, &loop) != napi_ok) return UV_ECANCELED;

  node_handle_t *handle = calloc(1, sizeof(*handle));
  if (handle == NULL) return UV_ENOMEM;

  int err = node_init_handle(loop, type, handle);

  if (err < 0) {
    free(handle);
    return err;
  }

  napi_add_async_cleanup_hook(env, node_on_handle_teardown, handle, &handle->teardown);
  *result = handle;

  return 0;
}

/* What tells the ArrayBuffer of a handle from any other, whose bytes may say what they like. */
static const napi_type_tag node_handle_tag = {0x6e6f64655f68616e, 0x646c655f7461676c};

/* The ArrayBuffer of a handle, which closes it when it is collected. */
static inline napi_value
node_wrap_handle(napi_env env, node_handle_t *handle) {
  size_t len = uv_handle_size(handle->handle.type);
  napi_value result;

  if (napi_create_external_arraybuffer(env, handle, len, node_on_handle_collected, NULL, &result) !=
      napi_ok) {
    node_on_handle_collected(env, handle, NULL);
    return NULL;
  }

  return napi_type_tag_object(env, result, &node_handle_tag) == napi_ok ? result : NULL;
}

/* JavaScript: an ArrayBuffer over a handle that waits for a descriptor of the type in the argument.
 */
static inline napi_value
node_vacant_handle(napi_env env, napi_callback_info info) {
  napi_value argv[1];
  void *data;
  uint32_t type;
  if (!node_get_arguments(env, info, argv, 1, &data)) return NULL;
  if (!node_get_uint32(env, argv[0], &type)) return NULL;

  node_handle_t *handle;
  int err = node_make_handle(env, (uv_handle_type) type, &handle);

  return err < 0 ? node_throw_uv_error(env, err) : node_wrap_handle(env, handle);
}

/* JavaScript: an ArrayBuffer over a handle with a duplicate of the descriptor in the argument. */
static inline napi_value
node_duplicate_handle(napi_env env, napi_callback_info info) {
  napi_value argv[1];
  void *data;
  int32_t fd;
  if (!node_get_arguments(env, info, argv, 1, &data)) return NULL;
  if (!node_get_int32(env, argv[0], &fd)) return NULL;

  node_handle_t *handle;
  int err = node_make_handle(env, uv_guess_handle(fd), &handle);
  if (err < 0) return node_throw_uv_error(env, err);

  /* One descriptor must not be watched twice on one loop. */
  int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  err = own < 0 ? uv_translate_sys_error(errno) : node_open_handle(handle, own);

  if (err == 0) return node_wrap_handle(env, handle);

  if (own >= 0) close(own);
  handle->collected = true;
  node_close_handle(handle);
  return node_throw_uv_error(env, err);
}

/* Whether it is an ArrayBuffer that node_wrap_handle has made. */
static inline bool
node_is_handle(napi_env env, napi_value value) {
  napi_valuetype type;
  if (napi_typeof(env, value, &type) != napi_ok || type != napi_object) return false;

  bool result;

  return napi_check_object_type_tag(env, value, &node_handle_tag, &result) == napi_ok && result;
}

/* The handle in the first argument. False, with UV_EINVAL thrown, where there is none. */
static inline bool
node_get_handle(napi_env env, napi_callback_info info, node_handle_t **result) {
  napi_value argv[1];
  void *data;
  size_t len;
  if (!node_get_arguments(env, info, argv, 1, &data)) return false;

  *result = NULL;
  if (node_is_handle(env, argv[0]) && node_get_arraybuffer(env, argv[0], &data, &len))
    *result = data;
  if (*result == NULL) node_throw_uv_error(env, UV_EINVAL);

  return *result != NULL;
}

/* JavaScript: a duplicate of the descriptor that has moved into the handle, which is closed. */
static inline napi_value
node_take_descriptor(napi_env env, napi_callback_info info) {
  node_handle_t *handle;
  if (!node_get_handle(env, info, &handle)) return NULL;

  uv_os_fd_t fd = -1;
  int err = uv_fileno(&handle->handle, &fd);
  if (err < 0) return node_throw_uv_error(env, err);

  int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (own < 0) return node_throw_uv_error(env, uv_translate_sys_error(errno));

  node_close_handle(handle);

  napi_value result;

  return napi_create_int32(env, own, &result) == napi_ok ? result : NULL;
}

/* JavaScript: closes the handle. */
static inline napi_value
node_discard_handle(napi_env env, napi_callback_info info) {
  node_handle_t *handle;
  if (!node_get_handle(env, info, &handle)) return NULL;

  node_close_handle(handle);

  return NULL;
}

#endif
