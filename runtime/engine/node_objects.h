/*
 * The table in which JavaScript finds the objects that it is called back for, by Node-API's rules.
 * The conventions are those of node.h.
 */
#ifndef NODE_ENGINE_OBJECTS_H
#define NODE_ENGINE_OBJECTS_H

#include "node.h"
#include "objects.h"

/* An array of JavaScript's, and the numbers of what is in it. Begins as all zero. Release the
 * reference with node_release_reference, and destroy the numbers. */
typedef struct {
  napi_ref table;
  objects_t numbers;
} node_objects_t;

/* Makes the table, and `objects` of `exports` it. */
static inline bool
node_open_objects(napi_env env, napi_value exports, node_objects_t *objects) {
  napi_value table = node_create_array(env, NULL, 0);
  if (table == NULL) return false;
  if (napi_create_reference(env, table, 1, &objects->table) != napi_ok) return false;

  return napi_set_named_property(env, exports, "objects", table) == napi_ok;
}

/*
 * Keeps `object` until JavaScript takes it out of the table, and gives it a number. Release that
 * with objects_release. OBJECTS_NONE, with an exception pending, when out of memory.
 */
static inline uint32_t
node_keep_object(napi_env env, node_objects_t *objects, napi_value object) {
  uint32_t number = objects_take(&objects->numbers);

  if (number == OBJECTS_NONE) {
    node_throw_uv_error(env, UV_ENOMEM);
    return OBJECTS_NONE;
  }

  napi_value table;
  napi_get_reference_value(env, objects->table, &table);
  if (napi_set_element(env, table, number, object) == napi_ok) return number;

  objects_release(&objects->numbers, number);
  return OBJECTS_NONE;
}

#endif
