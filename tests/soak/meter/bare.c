#include <bare.h>
#include <js.h>

#include "meter.h"

static js_value_t *
allocated(js_env_t *env, js_callback_info_t *info) {
  (void) info;

  js_value_t *result = NULL;

  js_create_int64(env, meter_allocated(), &result);

  return result;
}

static js_value_t *
kept(js_env_t *env, js_callback_info_t *info) {
  (void) info;

  js_value_t *result = NULL;

  js_create_int64(env, meter_kept(), &result);

  return result;
}

static js_value_t *
trim(js_env_t *env, js_callback_info_t *info) {
  (void) env;
  (void) info;

  meter_trim();

  return NULL;
}

static void
define(js_env_t *env, js_value_t *exports, const char *name, js_function_cb callback) {
  js_value_t *function;

  if (js_create_function(env, name, -1, callback, NULL, &function) != 0) return;

  js_set_named_property(env, exports, name, function);
}

static js_value_t *
meter_exports(js_env_t *env, js_value_t *exports) {
  define(env, exports, "allocated", allocated);
  define(env, exports, "kept", kept);
  define(env, exports, "trim", trim);

  return exports;
}

BARE_MODULE(soak_meter, meter_exports)
