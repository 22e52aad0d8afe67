#include "handles.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "endpoints.h"
#include "input.h"
#include "report.h"
#include "tcp.h"

#define MAX_HANDLES 8

/* Closed once closing is told; freed when all is over. */
typedef struct {
  uv_handle_t *handle;
  bool closing;
} own_t;

static struct {
  own_t all[MAX_HANDLES];
  size_t len;
} own;

void
handles_begin(void) {
  memset(&own, 0, sizeof(own));
}

void
handles_end(void) {
  for (size_t i = 0; i < own.len; i++)
    free(own.all[i].handle);
}

static void
close_own(own_t *handle) {
  if (!handle->closing) uv_close(handle->handle, NULL);
  handle->closing = true;
}

void
handles_close(void) {
  for (size_t i = 0; i < own.len; i++)
    close_own(&own.all[i]);
}

void
handles_close_one(void) {
  if (own.len > 0) close_own(&own.all[input_below(own.len)]);
}

static uv_handle_t *
init(uv_handle_type type, bool ipc) {
  uv_handle_t *handle = malloc(uv_handle_size(type));
  switch (type) {
  case UV_TCP:
    uv_tcp_init(&session.loop, (uv_tcp_t *) handle);
    break;
  case UV_UDP:
    uv_udp_init(&session.loop, (uv_udp_t *) handle);
    break;
  case UV_NAMED_PIPE:
    uv_pipe_init(&session.loop, (uv_pipe_t *) handle, ipc);
    break;
  default:
    uv_timer_init(&session.loop, (uv_timer_t *) handle);
    break;
  }
  return handle;
}

static int
open_socket(uv_handle_t *handle) {
  int fds[2];
  switch (handle->type) {
  case UV_TCP:
    fds[0] = tcp_socket(SOCK_STREAM);
    return fds[0] < 0 ? -1 : uv_tcp_open((uv_tcp_t *) handle, fds[0]);
  case UV_UDP:
    fds[0] = tcp_socket(SOCK_DGRAM);
    return fds[0] < 0 ? -1 : uv_udp_open((uv_udp_t *) handle, fds[0]);
  case UV_NAMED_PIPE:
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0) return -1;
    close(fds[1]);
    return uv_pipe_open((uv_pipe_t *) handle, fds[0]);
  default:
    return 0;
  }
}

static uv_handle_t *
add(bool opened) {
  static const uv_handle_type types[] = {UV_TCP, UV_UDP, UV_NAMED_PIPE, UV_TCP, UV_TIMER};
  if (own.len == MAX_HANDLES) return NULL;
  uint8_t byte = input_byte();
  uv_handle_t *handle = init(types[byte % 5], byte >= 128);
  own.all[own.len++] = (own_t){.handle = handle};
  if (opened) RULE(open_socket(handle) <= 0, "a socket cannot be opened");
  return handle;
}

static const object_t *
choose_stream(void) {
  const object_t *object = objects_choose(&boundary_module.natives[0]);
  return object != NULL && objects_are_readable(object) ? object : NULL;
}

static uv_handle_t *
find(const object_t *self, const void *address, size_t len) {
  uv_handle_t *found = boundary_module.env_handle(self->env->env, address, len);
  RULE(found == NULL || (const void *) found == address, "a handle is found at another address");
  return found;
}

static uv_handle_t *
draw_own(const object_t *self) {
  if (own.len == 0) return NULL;
  const own_t *handle = &own.all[input_below(own.len)];
  uv_handle_t *found = find(self, handle->handle, uv_handle_size(handle->handle->type));
  RULE((found != NULL) == !handle->closing, "a handle of the loop is %s",
       found == NULL ? "not found" : "found although it is closing");
  return found;
}

static uv_handle_t *
draw_stream(const object_t *self) {
  const object_t *object = choose_stream();
  if (object == NULL) return NULL;
  uv_handle_t *found = find(self, object->native->storage(object->object), sizeof(uv_pipe_t));
  RULE(found == NULL || !object->closed, "a stream's handle is found although it has closed");
  RULE(found == NULL || !object->closing || object->env != self->env,
       "a stream's handle is found although it is closing");
  RULE(found != NULL || object->closing, "a stream's handle is not found");
  return found;
}

/* The same bytes at another address. */
static void
try_copy(const object_t *self) {
  const object_t *object = choose_stream();
  if (object == NULL) return;
  void *copy = malloc(sizeof(uv_pipe_t));
  memcpy(copy, object->native->storage(object->object), sizeof(uv_pipe_t));
  RULE(find(self, copy, sizeof(uv_pipe_t)) == NULL, "a copy is taken for a stream's handle");
  free(copy);
}

/* The right address, with fewer bytes there than a handle has. */
static void
try_short(const object_t *self) {
  const object_t *object = choose_stream();
  if (object == NULL) return;
  void *storage = object->native->storage(object->object);
  size_t len = (size_t) input_number(0, sizeof(uv_pipe_t) - 1);
  RULE(find(self, storage, len) == NULL, "%zu bytes are taken for a stream's handle", len);
  RULE(find(self, (char *) storage + 8, sizeof(uv_pipe_t) - 8) == NULL,
       "the middle is taken for a stream's handle");
}

uv_handle_t *
handles_draw(const object_t *self) {
  switch (input_below(8)) {
  case 0:
  case 1:
    return add(false);
  case 2:
    return add(true);
  case 3:
    return draw_own(self);
  case 4:
    try_copy(self);
    return NULL;
  case 5:
    try_short(self);
    return NULL;
  default:
    return draw_stream(self);
  }
}

object_t *
handles_stream(const uv_handle_t *handle) {
  for (unsigned i = 0; i < objects_count(); i++) {
    object_t *object = objects_at(i);
    if (object->native->storage == NULL || object->closed) continue;
    if (object->native->storage(object->object) == (const void *) handle) return object;
  }
  return NULL;
}
