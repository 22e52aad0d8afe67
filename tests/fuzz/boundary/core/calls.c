#include "calls.h"

#include <string.h>

#include "arguments.h"
#include "input.h"
#include "report.h"
#include "world.h"

static void
check_code(const boundary_op_t *op, int err) {
  char name[64];
  RULE(err <= 0, "%s has returned %d", op->name, err);
  if (err == 0) return;
  RULE(op->throws, "%s has failed, which it cannot", op->name);
  uv_err_name_r(err, name, sizeof(name));
  RULE(strncmp(name, "Unknown", 7) != 0, "%s has returned %d, which names nothing", op->name, err);
}

/* What may succeed, and what follows from it. */
static void
follow(object_t *self, const boundary_op_t *op, int err) {
  if (err != 0) return;
  RULE(!self->closing || !op->throws, "%s succeeds on a %s that is closing", op->name,
       self->native->name);
  uint64_t completion = objects_completion(op);
  RULE((self->awaited & completion) == 0, "%s succeeds while another one is out", op->name);
  self->awaited |= completion;
  self->started = (self->started | op->starts) & ~op->stops;
  int teardown = self->native->teardown;
  if (teardown >= 0 && op == &self->native->ops[teardown]) self->closing = true;
}

/* An environment's objects are of no use to those of another one. */
static void
check_company(const object_t *self, const boundary_op_t *op, const boundary_value_t args[],
              int err) {
  for (size_t i = 0; i < op->params_len && err == 0; i++) {
    if (op->params[i].kind != BOUNDARY_OBJECT || args[i].object == NULL) continue;
    const object_t *other = boundary_module.natives[op->params[i].native].data(args[i].object);
    RULE(other->env == self->env, "%s succeeds with a %s of another environment", op->name,
         other->native->name);
  }
}

static void
take_results(const boundary_op_t *op, const boundary_value_t results[], int err) {
  int fds[MAX_PARAMS];
  size_t count = 0;
  if (err != 0) return;
  for (size_t i = 0; i < op->results_len; i++) {
    if (op->results[i].resource) fds[count++] = results[i].i32;
  }
  if (count > 0) world_take_descriptors(op, fds, count);
}

static void
call(object_t *self, const boundary_op_t *op) {
  arguments_t arguments;
  boundary_value_t results[MAX_PARAMS] = {0};
  if (!arguments_draw(&arguments, self, op)) {
    arguments_discard(&arguments);
    return;
  }
  session.operations++;
  int err = op->call(self == NULL ? NULL : self->object, arguments.values, results);
  session.operations--;
  trace("%s%s %d: %s", session.callbacks > 0 ? "    " : "", op->name,
        self == NULL ? -1 : (int) self->index, err == 0 ? "ok" : uv_err_name(err));
  check_code(op, err);
  if (self != NULL) check_company(self, op, arguments.values, err);
  if (self != NULL) follow(self, op, err);
  take_results(op, results, err);
  world_called(self, op, arguments.values, err, results);
  arguments_settle(&arguments, self, op, err);
}

/* The glue finds an object by its name, and calls nothing where there is none. */
static bool
is_found(const object_t *object) {
  if (object->env->destroyed) return false;
  void *found = object->native->from_id(object->env->env, object->id);
  RULE(found == (object->closed ? NULL : object->object), "%s %u is %s", object->native->name,
       object->index, found == NULL ? "not found" : "found although it has closed");
  return found != NULL;
}

void
calls_make_on(object_t *self, const boundary_op_t *op) {
  if (is_found(self)) call(self, op);
}

static void
make(const boundary_native_t *native, const boundary_op_t *op) {
  fuzz_env_t *env = session.envs_len == 0 ? NULL : &session.envs[input_below(session.envs_len)];
  if (env == NULL || env->destroyed) return;
  object_t *object = objects_next(native, env);
  arguments_t arguments;
  if (object == NULL) return;
  if (arguments_draw(&arguments, object, op)) {
    void *made = NULL;
    session.operations++;
    int err = native->make(env->env, object, arguments.values, &made);
    session.operations--;
    trace("%s%s of env %u: %s %u", session.callbacks > 0 ? "    " : "", op->name, env->index,
          err == 0 ? "is" : uv_err_name(err), object->index);
    check_code(op, err);
    RULE(err != 0 || !env->exiting, "%s succeeds in an environment that exits", op->name);
    if (err == 0) objects_add(object, made);
    world_called(object, op, arguments.values, err, NULL);
  }
  arguments_discard(&arguments);
}

void
calls_make(const boundary_native_t *native, const boundary_op_t *op) {
  if (op->makes_self) {
    make(native, op);
  } else if (op->is_static) {
    call(NULL, op);
  } else {
    object_t *self = objects_choose(native);
    if (self != NULL) calls_make_on(self, op);
  }
}
