#include <node_api.h>

#include "meter.h"

static napi_value
allocated(napi_env env, napi_callback_info info) {
  (void) info;

  napi_value result = NULL;

  napi_create_int64(env, meter_allocated(), &result);

  return result;
}

static napi_value
kept(napi_env env, napi_callback_info info) {
  (void) info;

  napi_value result = NULL;

  napi_create_int64(env, meter_kept(), &result);

  return result;
}

static napi_value
trim(napi_env env, napi_callback_info info) {
  (void) env;
  (void) info;

  meter_trim();

  return NULL;
}

NAPI_MODULE_INIT() {
  const napi_property_descriptor functions[] = {
    {.utf8name = "allocated", .method = allocated, .attributes = napi_default},
    {.utf8name = "kept", .method = kept, .attributes = napi_default},
    {.utf8name = "trim", .method = trim, .attributes = napi_default},
  };

  napi_define_properties(env, exports, sizeof(functions) / sizeof(functions[0]), functions);

  return exports;
}
