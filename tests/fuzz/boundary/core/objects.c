#include "objects.h"

#include <string.h>

#include "input.h"
#include "report.h"

static struct {
  object_t all[MAX_OBJECTS];
  unsigned len;
} objects;

void
objects_begin(void) {
  memset(&objects, 0, sizeof(objects));
}

void
objects_end(void) {
  for (unsigned i = 0; i < objects.len; i++) {
    object_t *object = &objects.all[i];
    RULE(object->closed, "%s %u has never closed", object->native->name, i);
    while (object->retained > 0)
      objects_release(object);
  }
}

void
objects_exit(const fuzz_env_t *env) {
  for (unsigned i = 0; i < objects.len; i++) {
    if (objects.all[i].env == env) objects.all[i].closing = true;
  }
}

object_t *
objects_next(const boundary_native_t *native, fuzz_env_t *env) {
  if (objects.len == MAX_OBJECTS) return NULL;
  object_t *object = &objects.all[objects.len];
  *object = (object_t){.index = objects.len, .native = native, .env = env};
  return object;
}

static void
check_new_name(const object_t *object) {
  RULE(object->id != 0, "the name of a new %s is 0", object->native->name);
  RULE(object->id >> 53 == 0, "the name of a new %s is no JavaScript number", object->native->name);
  for (unsigned i = 0; i < objects.len; i++) {
    RULE(objects.all[i].env != object->env || objects.all[i].id != object->id,
         "the name of a new %s has been given before", object->native->name);
  }
}

void
objects_add(object_t *object, void *made) {
  const boundary_native_t *native = object->native;
  object->object = made;
  object->id = native->id(made);
  RULE(native->data(made) == object, "a new %s has lost its data", native->name);
  RULE(native->env(made) == object->env->env, "a new %s is of another environment", native->name);
  RULE(native->from_id(object->env->env, object->id) == made, "a new %s is not found",
       native->name);
  check_new_name(object);
  object->env->alive++;
  objects.len++;
}

unsigned
objects_count(void) {
  return objects.len;
}

object_t *
objects_at(unsigned index) {
  return &objects.all[index];
}

object_t *
objects_choose(const boundary_native_t *native) {
  object_t *found[MAX_OBJECTS];
  size_t count = 0;
  /* The latest first, which is what the next operation is most likely about. */
  for (unsigned i = objects.len; i-- > 0;) {
    if (objects.all[i].native == native) found[count++] = &objects.all[i];
  }
  return count == 0 ? NULL : found[input_below(count)];
}

bool
objects_are_readable(const object_t *object) {
  return !object->closed || object->retained > 0;
}

static void
check_name(const fuzz_env_t *env, const boundary_native_t *native, const object_t *object,
           uint64_t id) {
  bool right = object != NULL && object->env == env && object->native == native;
  void *expected = right && !object->closed ? object->object : NULL;
  RULE(native->from_id(env->env, id) == expected, "the name %llx of a %s is %s",
       (unsigned long long) id, native->name, expected == NULL ? "still good" : "not found");
}

void
objects_look_up(void) {
  const boundary_native_t *native =
    &boundary_module.natives[input_below(boundary_module.natives_len)];
  const fuzz_env_t *env = &session.envs[input_below(session.envs_len)];
  if (native->init == NULL || session.envs_len == 0 || env->destroyed) return;
  check_name(env, native, NULL, 0);
  for (unsigned i = 0; i < objects.len; i++) {
    const object_t *object = &objects.all[i];
    check_name(env, native, object, object->id);
    /* Invented ones: the right one with something else about it. */
    check_name(env, native, NULL, object->id | UINT64_C(1) << 60);
    check_name(env, native, NULL, object->id ^ UINT64_C(1) << 21);
    check_name(env, native, NULL, object->id ^ UINT64_C(1) << 50);
  }
}

void
objects_retain(object_t *object) {
  if (!objects_are_readable(object)) return;
  object->retained++;
  object->native->retain(object->object);
}

void
objects_release(object_t *object) {
  if (object->retained == 0) return;
  RULE(object->native->id(object->object) == object->id, "an object has lost its name");
  object->retained--;
  object->native->release(object->object);
}

uint64_t
objects_completion(const boundary_op_t *op) {
  return op->is_request && op->completes >= 0 ? UINT64_C(1) << op->completes : 0;
}

uint64_t
objects_startable(const boundary_native_t *native) {
  uint64_t all = 0;
  for (size_t i = 0; i < native->ops_len; i++)
    all |= native->ops[i].starts;
  return all;
}

uint64_t
objects_completions(const boundary_native_t *native) {
  uint64_t all = 0;
  for (size_t i = 0; i < native->ops_len; i++)
    all |= objects_completion(&native->ops[i]);
  return all;
}
