#include "listener.h"
#include "unix/descriptor.h"
#include "unix/permissions.h"
#include "unix/socket.h"

/* How many clients are accepted before the loop's other handles get their turn. */
#define MAX_BATCH 64

/* How often shed connections are reported at most (V11), in milliseconds. */
#define REPORT_INTERVAL 1000

/* How long accepting is suspended when not even shedding works, in milliseconds. */
#define REST 100

static bool
is_open(const pipe_listener_t *listener) {
  return (listener->flags & PIPE_LISTENER_CLOSING) == 0;
}

static void
report(pipe_listener_t *listener, int err) {
  listener->env->callbacks.listener.connection(listener, err);
}

static void
report_shed(pipe_listener_t *listener, int err) {
  uint64_t now = uv_now(listener->env->loop);
  bool reported = (listener->flags & PIPE_LISTENER_REPORTED) != 0;
  if (reported && now - listener->reported < REPORT_INTERVAL) return;
  listener->flags |= PIPE_LISTENER_REPORTED;
  listener->reported = now;
  report(listener, err);
}

static void
on_rested(uv_timer_t *timer) {
  pipe_listener_t *listener = pipe_container(timer, pipe_listener_t, rest);
  pipe_listener_watch(listener);
}

static void
rest(pipe_listener_t *listener) {
  uv_poll_stop(&listener->poll);
  uv_timer_start(&listener->rest, on_rested, REST, 0);
}

/*
 * Turns the next client away with the descriptor that was held in reserve; left in the queue it
 * would wake the loop again at once.
 *
 * Returns 0 when one has been turned away, UV_EAGAIN when there was none (out of descriptors, the
 * kernel does not look at the queue before it fails), or why it did not work.
 */
static int
shed(pipe_listener_t *listener) {
  pipe_env_t *env = listener->env;
  if (env->reserve < 0) env->reserve = pipe_descriptor_reserve();
  if (env->reserve < 0) return UV_EMFILE;
  pipe_descriptor_close(env->reserve);
  int client;
  int err = pipe_socket_accept(listener->fd, &client);
  if (err == 0) pipe_descriptor_close(client);
  env->reserve = pipe_descriptor_reserve();
  return err;
}

/* The file's mode keeps strangers out, but not all: not root, for one. */
static bool
is_admitted(const pipe_listener_t *listener, int client) {
  if ((listener->flags & PIPE_LISTENER_OWNER_ONLY) == 0) return true;
  return pipe_permissions_admit(client, listener->owner);
}

/* Announces a client; nobody else will close its descriptor if it is not accepted. */
static void
offer(pipe_listener_t *listener, int client) {
  listener->pending = client;
  if (is_admitted(listener, client)) report(listener, 0);
  pipe_descriptor_close(listener->pending);
  listener->pending = -1;
}

/* Deals with `err`, the lack of descriptors. Returns whether to go on accepting. */
static bool
make_room(pipe_listener_t *listener, int err) {
  int outcome = shed(listener);
  if (outcome == UV_EAGAIN) return false;
  if (outcome != 0) rest(listener);
  report_shed(listener, err);
  return outcome == 0;
}

/* Deals with a failed accept. Returns whether to go on accepting. */
static bool
handle_failure(pipe_listener_t *listener, int err) {
  switch (err) {
  case UV_EAGAIN:
    return false;
  case UV_EMFILE:
  case UV_ENFILE:
    return make_room(listener, err);
  case UV_ECONNABORTED:
  case UV_EPROTO:
    /* That client is gone; the next one may not be. */
    return true;
  default:
    /* Out of memory, say: no better with the next client. */
    rest(listener);
    report_shed(listener, err);
    return false;
  }
}

void
pipe_listener_on_ready(uv_poll_t *poll, int status, int events) {
  (void) events;
  pipe_listener_t *listener = pipe_container(poll, pipe_listener_t, poll);
  if (status < 0) {
    report(listener, status);
    return;
  }
  for (int i = 0; i < MAX_BATCH && is_open(listener); i++) {
    int client;
    int err = pipe_socket_accept(listener->fd, &client);
    if (err == 0) {
      offer(listener, client);
    } else if (!handle_failure(listener, err)) {
      return;
    }
  }
}
