/*
 * Calling back from the loop, by js.h's rules: what is called, and with what. The conventions are
 * those of bare.h.
 */
#ifndef BARE_ENGINE_CALLS_H
#define BARE_ENGINE_CALLS_H

#include "bare.h"
#include "inbox.h"

static inline void
bare_release_reference(js_env_t *env, js_ref_t *reference) {
  if (reference != NULL) js_delete_reference(env, reference);
}

/*
 * Keeps the function `name` of `object` for calling back, in place of an earlier one: a program may
 * load the classes anew. Release with bare_release_reference.
 */
static inline bool
bare_get_callback(js_env_t *env, js_value_t *object, const char *name, js_ref_t **result) {
  js_value_t *value;
  if (js_get_named_property(env, object, name, &value) < 0) return false;

  bool is_function;
  js_is_function(env, value, &is_function);
  if (!is_function) return bare_throw_type_error(env, "Expected a function");

  bare_release_reference(env, *result);

  return js_create_reference(env, value, 1, result) == 0;
}

/* What a reference refers to, or NULL. */
static inline js_value_t *
bare_reference(js_env_t *env, js_ref_t *reference) {
  js_value_t *result = NULL;

  if (reference != NULL) js_get_reference_value(env, reference, &result);

  return result;
}

/*
 * Puts null in the place of arguments that are not there (NULL), and leaves those out at the end:
 * JavaScript takes them for null, and to make it would enter the engine once more. Returns how many
 * are left.
 */
static inline size_t
bare_trim_arguments(js_env_t *env, size_t argc, js_value_t *argv[]) {
  while (argc > 0 && argv[argc - 1] == NULL)
    argc--;

  for (size_t i = 0; i < argc; i++) {
    if (argv[i] == NULL) argv[i] = bare_null(env);
  }

  return argc;
}

/*
 * Calls back for `object`, one of the numbers of bare_objects.h, from the loop and with no
 * JavaScript below on the stack, so that microtasks run before it returns. An exception has reached
 * the engine's handler by then.
 */
static inline void
bare_call(js_env_t *env, inbox_t *inbox, uint32_t object, js_ref_t *callback, size_t argc,
          js_value_t *argv[]) {
  js_value_t *function = bare_reference(env, callback);
  if (function == NULL) return;

  inbox_address(inbox, object);
  js_call_function(env, function, function, bare_trim_arguments(env, argc, argv), argv, NULL);
}

#endif
