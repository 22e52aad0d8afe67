/* What every callback is checked for: the words `deliver`, `completes`, `starts`, `stops`, `pin`.
 */
#include <string.h>

#include "descriptors.h"
#include "input.h"
#include "lending.h"
#include "memory.h"
#include "objects.h"
#include "program.h"
#include "report.h"
#include "world.h"

static object_t *
recognise(const boundary_native_t *native, const char *name, void *object) {
  RULE(session.running && session.operations == 0, "%s comes from inside an operation", name);
  RULE(session.callbacks == 0, "%s comes from inside a callback", name);
  object_t *known = native->data(object);
  RULE(known >= objects_at(0) && known < objects_at(objects_count()), "%s is of nothing", name);
  RULE(known->object == object && native->id(object) == known->id, "%s is of another object", name);
  RULE(!known->closed, "%s comes after the final callback of %s %u", name, native->name,
       known->index);
  RULE(native->env(object) == known->env->env, "%s is of another environment", name);
  return known;
}

static void
check_delivery(const object_t *object, const boundary_callback_t *callback) {
  switch (callback->deliver) {
  case BOUNDARY_DELIVER_OPEN:
    RULE(!object->closing, "%s comes although closing has been asked for", callback->name);
    break;
  case BOUNDARY_DELIVER_ALIVE:
    RULE(!object->env->exiting, "%s comes although the environment exits", callback->name);
    break;
  case BOUNDARY_DELIVER_LAST:
    RULE(object->closing, "%s comes without having been asked for", callback->name);
    break;
  }
}

static void
check_cause(object_t *object, size_t index, const boundary_callback_t *callback) {
  uint64_t bit = UINT64_C(1) << index;
  if ((objects_completions(object->native) & bit) != 0) {
    RULE((object->awaited & bit) != 0, "%s comes without a request that is out", callback->name);
    object->awaited &= ~bit;
  }
  if ((objects_startable(object->native) & bit & ~object->started) != 0) {
    RULE(world_excuses(object, index), "%s comes although nothing has started it", callback->name);
  }
}

static void
check_error(const boundary_callback_t *callback, int err) {
  char name[64];
  RULE(err <= 0, "%s brings the code %d", callback->name, err);
  if (err == 0) return;
  uv_err_name_r(err, name, sizeof(name));
  RULE(strncmp(name, "Unknown", 7) != 0, "%s brings %d, which names nothing", callback->name, err);
}

static void
check_arguments(const boundary_callback_t *callback, const boundary_value_t args[]) {
  for (size_t i = 0; i < callback->params_len; i++) {
    const boundary_param_t *param = &callback->params[i];
    if (param->kind == BOUNDARY_ERROR) check_error(callback, args[i].error);
    if (param->kind != BOUNDARY_CHUNK) continue;
    RULE(args[i].chunk.present || param->nullable, "%s brings nothing", callback->name);
    RULE(args[i].chunk.release == NULL || param->ownership != BOUNDARY_BORROW,
         "%s gives away what it was to lend", callback->name);
    RULE(!args[i].chunk.present || args[i].chunk.release != NULL ||
           param->ownership != BOUNDARY_OWN,
         "%s lends what it was to give away", callback->name);
  }
}

/* What belongs to the receiver from here on. */
static void
take_arguments(const boundary_callback_t *callback, const boundary_value_t args[]) {
  for (size_t i = 0; i < callback->params_len; i++) {
    if (callback->params[i].kind != BOUNDARY_CHUNK || args[i].chunk.release == NULL) continue;
    memory_own(&args[i]);
    if (input_byte() % 2 == 0) memory_release_oldest();
  }
}

/* Requests whose outcome had to be told before the final callback. */
static uint64_t
owed(const object_t *object) {
  uint64_t all = 0;
  for (size_t i = 0; i < object->native->callbacks_len; i++) {
    bool alive = object->native->callbacks[i].deliver == BOUNDARY_DELIVER_ALIVE;
    if (alive && !object->env->exiting) all |= UINT64_C(1) << i;
  }
  return object->awaited & all;
}

static void
check_last(object_t *object) {
  const boundary_native_t *native = object->native;
  RULE(owed(object) == 0, "%s %u closes with an outcome that it has not told", native->name,
       object->index);
  RULE(native->from_id(object->env->env, object->id) == NULL, "%s %u is found in its end",
       native->name, object->index);
  descriptors_check_gone(object);
  memory_unpin(object, -1);
  lending_close(object);
  object->env->alive--;
  object->closed = true;
}

void
boundary_observe(const boundary_native_t *native, size_t index, void *made,
                 const boundary_value_t args[]) {
  const boundary_callback_t *callback = &native->callbacks[index];
  object_t *object = recognise(native, callback->name, made);
  trace("  %s %u%s", callback->name, object->index, object->closing ? " (closing)" : "");
  check_delivery(object, callback);
  check_cause(object, index, callback);
  check_arguments(callback, args);
  session.observed++;
  session.callbacks++;
  memory_unpin(object, (int) index);
  if (callback->deliver == BOUNDARY_DELIVER_LAST) check_last(object);
  world_observed(object, index, args);
  take_arguments(callback, args);
  program_react(object, callback);
  world_left();
  session.callbacks--;
}
