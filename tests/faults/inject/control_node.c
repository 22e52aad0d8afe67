/* For Node.js: the function through which JavaScript speaks to the faults. */
#include <assert.h>
#include <node_api.h>
#include <uv.h>

#include "control.h"

#define MAX_COMMAND 256

static napi_value
control(napi_env env, napi_callback_info info) {
  napi_value argv[1], result;
  size_t argc = 1;
  char command[MAX_COMMAND] = {0};
  uv_loop_t *loop;
  napi_status status = napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  assert(status == napi_ok && argc == 1);
  status = napi_get_value_string_utf8(env, argv[0], command, MAX_COMMAND, NULL);
  assert(status == napi_ok);
  status = napi_get_uv_event_loop(env, &loop);
  assert(status == napi_ok);
  const char *reply = fault_control(loop, command);
  status = napi_create_string_utf8(env, reply, NAPI_AUTO_LENGTH, &result);
  assert(status == napi_ok);
  (void) status;
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_status status =
    napi_create_function(env, "control", NAPI_AUTO_LENGTH, control, NULL, &function);
  if (status == napi_ok) status = napi_set_named_property(env, exports, "control", function);
  return status == napi_ok ? exports : NULL;
}
