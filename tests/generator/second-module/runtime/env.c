#include <stdlib.h>

#include "tally.h"

static void
on_ended(uv_handle_t *handle) {
  counter_env_t *env = handle->data;
  void (*destroyed)(void *) = env->destroyed;
  void *data = env->data;

  free(env);
  destroyed(data);
}

static void
end_if_empty(counter_env_t *env) {
  if (env->exiting && env->live == 0) uv_close((uv_handle_t *) &env->ending, on_ended);
}

int
counter_env_create(uv_loop_t *loop, const counter_callbacks_t *callbacks, void *data,
                   counter_env_t **result) {
  counter_env_t *env = calloc(1, sizeof(*env));
  if (env == NULL) return UV_ENOMEM;

  env->loop = loop;
  env->callbacks = *callbacks;
  env->data = data;
  uv_idle_init(loop, &env->ending);
  env->ending.data = env;
  *result = env;

  return 0;
}

void
counter_env_destroy(counter_env_t *env, void (*destroyed)(void *data)) {
  env->exiting = true;
  env->destroyed = destroyed;

  /* Closing takes a tally out of the list. */
  while (env->first != NULL)
    counter_tally_close(env->first);
  end_if_empty(env);
}

void *
counter_env_data(const counter_env_t *env) {
  return env->data;
}

void
counter_env_drop(counter_env_t *env) {
  env->live--;
  end_if_empty(env);
}
