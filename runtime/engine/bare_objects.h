/*
 * The table in which JavaScript finds the objects that it is called back for, by js.h's rules. The
 * conventions are those of bare.h.
 */
#ifndef BARE_ENGINE_OBJECTS_H
#define BARE_ENGINE_OBJECTS_H

#include "bare.h"
#include "objects.h"

/* An array of JavaScript's, and the numbers of what is in it. Begins as all zero. Release the
 * reference with bare_release_reference, and destroy the numbers. */
typedef struct {
  js_ref_t *table;
  objects_t numbers;
} bare_objects_t;

/* Makes the table, and `objects` of `exports` it. */
static inline bool
bare_open_objects(js_env_t *env, js_value_t *exports, bare_objects_t *objects) {
  js_value_t *table = bare_create_array(env, NULL, 0);
  if (table == NULL) return false;
  if (js_create_reference(env, table, 1, &objects->table) < 0) return false;

  return js_set_named_property(env, exports, "objects", table) == 0;
}

/*
 * Keeps `object` until JavaScript takes it out of the table, and gives it a number. Release that
 * with objects_release. OBJECTS_NONE, with an exception pending, when out of memory.
 */
static inline uint32_t
bare_keep_object(js_env_t *env, bare_objects_t *objects, js_value_t *object) {
  uint32_t number = objects_take(&objects->numbers);

  if (number == OBJECTS_NONE) {
    bare_throw_uv_error(env, UV_ENOMEM);
    return OBJECTS_NONE;
  }

  js_value_t *table;
  js_get_reference_value(env, objects->table, &table);
  if (js_set_element(env, table, number, object) == 0) return number;

  objects_release(&objects->numbers, number);
  return OBJECTS_NONE;
}

#endif
