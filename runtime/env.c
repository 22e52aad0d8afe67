#include "env.h"

#include <stdlib.h>

#include "inlet.h"
#include "listener.h"
#include "stream.h"
#include "unix/descriptor.h"
#include "unix/signals.h"

static void
on_own_handle_closed(pipe_env_t *env) {
  if (--env->own_handles > 0) return;
  void (*destroyed)(void *) = env->destroyed;
  void *data = env->data;
  pipe_descriptor_close(env->reserve);
  pipe_registry_destroy(&env->registry);
  free(env);
  if (destroyed != NULL) destroyed(data);
}

static void
on_idle_closed(uv_handle_t *handle) {
  on_own_handle_closed(pipe_container(handle, pipe_env_t, deferred.idle));
}

static void
on_check_closed(uv_handle_t *handle) {
  on_own_handle_closed(pipe_container(handle, pipe_env_t, turn.check));
}

static void
on_timer_closed(uv_handle_t *handle) {
  on_own_handle_closed(pipe_container(handle, pipe_env_t, connector.timer));
}

static void
on_prepare_closed(uv_handle_t *handle) {
  on_own_handle_closed(pipe_container(handle, pipe_env_t, watching.prepare));
}

static void
on_supply_closed(uv_handle_t *handle) {
  on_own_handle_closed(pipe_container(handle, pipe_env_t, supply.timer));
}

static void
close_own_handles(pipe_env_t *env) {
  env->own_handles = 5;
  if (env->read_buffer != NULL) pipe_pool_give_back(env->read_buffer);
  pipe_supply_close(&env->supply, on_supply_closed);
  uv_close((uv_handle_t *) &env->deferred.idle, on_idle_closed);
  uv_close((uv_handle_t *) &env->turn.check, on_check_closed);
  uv_close((uv_handle_t *) &env->connector.timer, on_timer_closed);
  uv_close((uv_handle_t *) &env->watching.prepare, on_prepare_closed);
}

int
pipe_env_create(uv_loop_t *loop, const pipe_callbacks_t *callbacks, void *data,
                pipe_env_t **result) {
  pipe_env_t *env = calloc(1, sizeof(*env));
  if (env == NULL) return UV_ENOMEM;
  env->loop = loop;
  env->callbacks = *callbacks;
  env->data = data;
  env->reserve = -1;
  env->inlet = &pipe_inlet_chunks;
  pipe_registry_init(&env->registry);
  pipe_link_init(&env->streams);
  pipe_link_init(&env->listeners);
  pipe_deferred_init(&env->deferred, loop);
  pipe_turn_init(&env->turn, loop, &env->deferred, data);
  pipe_connector_init(&env->connector, loop);
  pipe_watching_init(&env->watching, loop);
  pipe_supply_init(&env->supply, loop);
  pipe_signals_prepare();
  *result = env;
  return 0;
}

void
pipe_env_destroy(pipe_env_t *env, void (*destroyed)(void *data)) {
  if (env->exiting) return;
  env->exiting = true;
  env->destroyed = destroyed;
  /* Held during the walk: the last object must not take the environment with it. */
  pipe_env_hold(env);
  for (pipe_link_t *link = env->streams.next; link != &env->streams; link = link->next) {
    pipe_stream_close(pipe_container(link, pipe_stream_t, link));
  }
  for (pipe_link_t *link = env->listeners.next; link != &env->listeners; link = link->next) {
    pipe_listener_close(pipe_container(link, pipe_listener_t, link));
  }
  pipe_env_drop(env);
}

void
pipe_env_read_into(pipe_env_t *env, uv_buf_t (*locate)(void *data), void *data) {
  env->vessel.locate = locate;
  env->vessel.data = data;
  env->inlet = &pipe_inlet_vessel;
}

void
pipe_env_await_turn(pipe_env_t *env, void (*polled)(void *data)) {
  pipe_turn_await(&env->turn, polled);
}

void *
pipe_env_data(const pipe_env_t *env) {
  return env->data;
}

void
pipe_env_hold(pipe_env_t *env) {
  env->live++;
}

void
pipe_env_drop(pipe_env_t *env) {
  env->live--;
  if (env->live == 0 && env->exiting) close_own_handles(env);
}

uint8_t *
pipe_env_read_buffer(pipe_env_t *env) {
  if (env->read_buffer == NULL) env->read_buffer = pipe_supply_take(&env->supply);
  return env->read_buffer;
}

void
pipe_env_forget_read_buffer(pipe_env_t *env) {
  env->read_buffer = NULL;
}
