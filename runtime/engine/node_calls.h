/*
 * Calling back from the loop, by the rules of Node.js: in which asynchronous context, what runs
 * afterwards, what becomes of an exception. All of it runs on the thread of the environment.
 */
#ifndef NODE_ENGINE_CALLS_H
#define NODE_ENGINE_CALLS_H

#include "inbox.h"
#include "node.h"

static inline void
node_release_reference(napi_env env, napi_ref reference) {
  if (reference != NULL) napi_delete_reference(env, reference);
}

/*
 * Keeps the function `name` of `object` for calling back, in place of an earlier one: a program may
 * load the classes anew. Release with node_release_reference.
 */
static inline bool
node_get_callback(napi_env env, napi_value object, const char *name, napi_ref *result) {
  napi_value value;
  if (napi_get_named_property(env, object, name, &value) != napi_ok) return false;
  if (!node_is(env, value, napi_function)) return node_throw_type_error(env, "Expected a function");

  node_release_reference(env, *result);

  return napi_create_reference(env, value, 1, result) == napi_ok;
}

/* What a reference refers to, or NULL. */
static inline napi_value
node_reference(napi_env env, napi_ref reference) {
  napi_value result = NULL;

  if (reference != NULL) napi_get_reference_value(env, reference, &result);

  return result;
}

/* Nobody is to be told of what has failed. */
static inline void
node_discard_exception(napi_env env) {
  bool pending;
  napi_value error;

  if (napi_is_exception_pending(env, &pending) == napi_ok && pending)
    napi_get_and_clear_last_exception(env, &error);
}

/*
 * The asynchronous context that runs now, for a callback to run in later: AsyncLocalStorage keeps
 * its store in it. `resource` may be NULL, `name` is the kind of resource that async_hooks tells
 * of. NULL when out of memory, with no exception pending: whatever has begun goes on without one.
 * Release with node_leave_context.
 */
static inline napi_async_context
node_enter_context(napi_env env, napi_value resource, const char *name) {
  napi_value string;
  napi_async_context result = NULL;

  bool entered = napi_create_string_utf8(env, name, NAPI_AUTO_LENGTH, &string) == napi_ok &&
                 napi_async_init(env, resource, string, &result) == napi_ok;
  if (entered) return result;

  node_discard_exception(env);
  return NULL;
}

/* Ends the context. `context` can be used again. */
static inline void
node_leave_context(napi_env env, napi_async_context *context) {
  if (*context != NULL) napi_async_destroy(env, *context);

  *context = NULL;
}

/* Has the process deal with the pending exception as with any that nobody has caught. */
static inline void
node_report_exception(napi_env env) {
  bool pending;
  napi_value error;

  /* A thread that is being terminated has none to report. */
  if (napi_is_exception_pending(env, &pending) != napi_ok || !pending) return;

  if (napi_get_and_clear_last_exception(env, &error) == napi_ok) napi_fatal_exception(env, error);
}

/*
 * Puts null in the place of arguments that are not there (NULL), and leaves those out at the end:
 * JavaScript takes them for null. Returns how many are left.
 */
static inline size_t
node_trim_arguments(napi_env env, size_t argc, napi_value argv[]) {
  while (argc > 0 && argv[argc - 1] == NULL)
    argc--;

  for (size_t i = 0; i < argc; i++) {
    if (argv[i] == NULL) argv[i] = node_null(env);
  }

  return argc;
}

/*
 * Calls back for `object`, one of the numbers of node_objects.h, from the loop and with no
 * JavaScript below on the stack, so that ticks and microtasks run before it returns. An environment
 * that is ending is not called.
 */
static inline void
node_call(napi_env env, napi_async_context context, inbox_t *inbox, uint32_t object,
          napi_ref callback, size_t argc, napi_value argv[]) {
  napi_value function = node_reference(env, callback);

  if (function != NULL) {
    size_t passed = node_trim_arguments(env, argc, argv);
    inbox_address(inbox, object);
    napi_make_callback(env, context, function, function, passed, argv, NULL);
  }

  node_report_exception(env);
}

#endif
