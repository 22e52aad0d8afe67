/* What takes the place of a function of js.h that is to fail. All of them take the environment
 * first. */
#ifndef FAULTS_FAILING_BARE_H
#define FAULTS_FAILING_BARE_H

#include <js.h>

#include "failing_uv.h"

__attribute__((unused)) static int
fault_bare_fails(void) {
  return -1;
}

__attribute__((unused)) static int
fault_bare_throws(js_env_t *env) {
  js_throw_error(env, "EFAULTS", "The engine has been made to fail");
  return -1;
}

/* With no JavaScript below on the stack, an exception has been dealt with by then. */
__attribute__((unused)) static int
fault_bare_calls_and_fails(js_env_t *env, js_value_t *receiver, js_value_t *function, size_t argc,
                           js_value_t *const argv[], js_value_t **result) {
  js_call_function(env, receiver, function, argc, argv, result);
  return -1;
}

#define fault_bare_calls_and_throws fault_bare_calls_and_fails

#endif
