/* For Bare: the function through which JavaScript speaks to the faults. */
#include <assert.h>
#include <bare.h>
#include <js.h>
#include <uv.h>

#include "control.h"

#define MAX_COMMAND 256

static js_value_t *
control(js_env_t *env, js_callback_info_t *info) {
  js_value_t *argv[1], *result;
  size_t argc = 1;
  char command[MAX_COMMAND] = {0};
  uv_loop_t *loop;
  int err = js_get_callback_info(env, info, &argc, argv, NULL, NULL);
  assert(err == 0 && argc == 1);
  err = js_get_value_string_utf8(env, argv[0], (utf8_t *) command, MAX_COMMAND - 1, NULL);
  assert(err == 0);
  err = js_get_env_loop(env, &loop);
  assert(err == 0);
  const char *reply = fault_control(loop, command);
  err = js_create_string_utf8(env, (const utf8_t *) reply, (size_t) -1, &result);
  assert(err == 0);
  (void) err;
  return result;
}

static js_value_t *
control_exports(js_env_t *env, js_value_t *exports) {
  js_value_t *function;
  int err = js_create_function(env, "control", (size_t) -1, control, NULL, &function);
  if (err == 0) err = js_set_named_property(env, exports, "control", function);
  return err == 0 ? exports : NULL;
}

BARE_MODULE(faults_control, control_exports)
