/*
 * An addon that calls JavaScript when an environment is being torn down, some turns of the loop
 * after all the others have finished: `late(fn)`.
 */
#include <bare.h>
#include <js.h>
#include <stdlib.h>
#include <uv.h>

/* The others close what they have within a turn or two. */
#define TURNS 64

typedef struct {
  js_env_t *env;
  js_ref_t *function;
  js_deferred_teardown_t *teardown;
  uv_idle_t idle;
  int turns;
} late_t;

static void
on_closed(uv_handle_t *handle) {
  late_t *late = handle->data;
  js_deferred_teardown_t *teardown = late->teardown;
  free(late);
  js_finish_deferred_teardown_callback(teardown);
}

static void
on_turn(uv_idle_t *idle) {
  late_t *late = idle->data;
  if (++late->turns < TURNS) return;
  js_handle_scope_t *scope;
  js_open_handle_scope(late->env, &scope);
  js_value_t *global, *function;
  js_get_global(late->env, &global);
  js_get_reference_value(late->env, late->function, &function);
  js_call_function(late->env, global, function, 0, NULL, NULL);
  js_delete_reference(late->env, late->function);
  js_close_handle_scope(late->env, scope);
  uv_close((uv_handle_t *) idle, on_closed);
}

static void
on_teardown(js_deferred_teardown_t *teardown, void *data) {
  (void) teardown;
  late_t *late = data;
  uv_idle_start(&late->idle, on_turn);
}

static js_value_t *
call_late(js_env_t *env, js_callback_info_t *info) {
  size_t argc = 1;
  js_value_t *argv[1];
  uv_loop_t *loop;
  if (js_get_callback_info(env, info, &argc, argv, NULL, NULL) < 0) return NULL;
  if (js_get_env_loop(env, &loop) < 0) return NULL;
  late_t *late = calloc(1, sizeof(*late));
  if (late == NULL) abort();
  late->env = env;
  late->idle.data = late;
  uv_idle_init(loop, &late->idle);
  uv_unref((uv_handle_t *) &late->idle);
  js_create_reference(env, argv[0], 1, &late->function);
  js_add_deferred_teardown_callback(env, on_teardown, late, &late->teardown);
  return NULL;
}

static js_value_t *
late_exports(js_env_t *env, js_value_t *exports) {
  js_value_t *function;
  if (js_create_function(env, "late", (size_t) -1, call_late, NULL, &function) < 0) return NULL;
  if (js_set_named_property(env, exports, "late", function) < 0) return NULL;
  return exports;
}

BARE_MODULE(late, late_exports)
