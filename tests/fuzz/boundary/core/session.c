#include "session.h"

#include <string.h>

#include "allocation.h"
#include "boundary.h"
#include "clock.h"
#include "descriptors.h"
#include "input.h"
#include "lending.h"
#include "memory.h"
#include "objects.h"
#include "report.h"
#include "workers.h"
#include "world.h"

/* Turns of the loop in which an environment has to come to its end. */
#define LAST_TURNS 64

session_t session;

bool
session_in_runtime(void) {
  return session.operations > 0 || (session.running && session.callbacks == 0);
}

static void
on_never(uv_timer_t *timer) {
  (void) timer;
}

void
session_begin(void) {
  memset(&session, 0, sizeof(session));
  session.active = true;
  clock_begin();
  RULE(uv_loop_init(&session.loop) == 0, "there is no loop");
  uv_timer_init(&session.loop, &session.keeper);
  uv_timer_start(&session.keeper, on_never, UINT32_MAX, 0);
  descriptors_begin();
  objects_begin();
  lending_begin();
  world_begin();
  session_add_env();
}

void
session_turn(void) {
  if (session.loop.active_reqs.count > 0) workers_run();
  session.turns++;
  session.running = true;
  uv_run(&session.loop, UV_RUN_NOWAIT);
  session.running = false;
}

fuzz_env_t *
session_add_env(void) {
  if (session.envs_len == MAX_ENVS) return NULL;
  fuzz_env_t *env = &session.envs[session.envs_len];
  *env = (fuzz_env_t){.index = session.envs_len};
  session.operations++;
  int err = boundary_module.env_create(&session.loop, env, &env->env);
  session.operations--;
  trace("env %u = create: %d", env->index, err);
  if (err != 0) {
    RULE(allocation_has_failed(), "an environment cannot be made: %s", uv_err_name(err));
    return NULL;
  }
  RULE(boundary_module.env_data(env->env) == env, "an environment has lost its data");
  session.envs_len++;
  return env;
}

static void
on_destroyed(void *data) {
  fuzz_env_t *env = data;
  trace("env %u is gone", env->index);
  RULE(session.running && session.operations == 0, "an environment ends inside an operation");
  RULE(env->exiting, "env %u ends without being asked to", env->index);
  RULE(!env->destroyed, "env %u ends twice", env->index);
  RULE(env->alive == 0, "env %u ends before %u of its objects", env->index, env->alive);
  env->destroyed = true;
}

void
session_destroy_env(fuzz_env_t *env) {
  if (env->destroyed) return;
  trace("env %u: destroy", env->index);
  env->exiting = true;
  objects_exit(env);
  session.operations++;
  boundary_module.env_destroy(env->env, on_destroyed);
  session.operations--;
}

static bool
is_over(void) {
  for (unsigned i = 0; i < session.envs_len; i++) {
    if (!session.envs[i].destroyed) return false;
  }
  return true;
}

static void
close_keeper(void) {
  uv_close((uv_handle_t *) &session.keeper, NULL);
  world_close_handles();
  for (int i = 0; i < LAST_TURNS && uv_loop_alive(&session.loop); i++)
    session_turn();
}

static void
print_handle(uv_handle_t *handle, void *data) {
  (void) data;
  trace("left on the loop: %s", uv_handle_type_name(handle->type));
}

void
session_end(void) {
  input_end();
  allocation_restore();
  world_settle();
  for (unsigned i = 0; i < session.envs_len; i++)
    session_destroy_env(&session.envs[i]);
  for (int i = 0; i < LAST_TURNS && !is_over(); i++)
    session_turn();
  RULE(is_over(), "an environment does not come to its end");
  objects_end();
  memory_end();
  close_keeper();
  if (uv_loop_alive(&session.loop)) uv_walk(&session.loop, print_handle, NULL);
  RULE(uv_loop_close(&session.loop) == 0, "handles are left on the loop");
  world_end();
  session.active = false;
  descriptors_end();
}
