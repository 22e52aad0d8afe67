/* What takes the place of a function of js.h that is to fail. All of them take the environment first. */
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

#endif
