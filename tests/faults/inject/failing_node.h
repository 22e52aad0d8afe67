/* What takes the place of a function of Node-API that is to fail. All of them take the environment
 * first. */
#ifndef FAULTS_FAILING_NODE_H
#define FAULTS_FAILING_NODE_H

#include <node_api.h>

#include "failing_uv.h"

__attribute__((unused)) static napi_status
fault_node_fails(void) {
  return napi_generic_failure;
}

__attribute__((unused)) static napi_status
fault_node_throws(napi_env env) {
  napi_throw_error(env, "EFAULTS", "The engine has been made to fail");
  return napi_pending_exception;
}

__attribute__((unused)) static napi_status
fault_node_calls_and_fails(napi_env env, napi_async_context context, napi_value receiver,
                           napi_value function, size_t argc, const napi_value argv[],
                           napi_value *result) {
  napi_make_callback(env, context, receiver, function, argc, argv, result);
  return napi_generic_failure;
}

__attribute__((unused)) static napi_status
fault_node_calls_and_throws(napi_env env, napi_async_context context, napi_value receiver,
                            napi_value function, size_t argc, const napi_value argv[],
                            napi_value *result) {
  napi_make_callback(env, context, receiver, function, argc, argv, result);
  return fault_node_throws(env);
}

#endif
