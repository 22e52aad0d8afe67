#include "vocabulary.h"

#include <string.h>

#include "report.h"

static const char *const callback_names[CALLBACK_NAMES] = {
  [CONNECT] = "Stream.connect", [HANDLE] = "Stream.handle", [READ] = "Stream.read",
  [FILLED] = "Stream.filled",   [WRITE] = "Stream.write",   [END] = "Stream.end",
};

static const char *const op_names[] = {
  "Stream.init",  "Stream.open",     "Stream.accept",     "Stream.pause",   "Stream.tryWrite",
  "Stream.write", "Listener.accept", "Stream.socketpair", "Stream.forward",
};

static size_t indexes[CALLBACK_NAMES];

static void
find_callback(callback_name_t name) {
  const boundary_native_t *stream = vocabulary_stream();
  size_t index = 0;
  while (index < stream->callbacks_len &&
         !vocabulary_is_callback(stream, index, callback_names[name]))
    index++;
  RULE(index < stream->callbacks_len, "the IDL has no callback %s any more", callback_names[name]);
  indexes[name] = index;
}

static bool
has_op(const char *name) {
  for (size_t i = 0; i < boundary_module.natives_len; i++) {
    const boundary_native_t *native = &boundary_module.natives[i];
    for (size_t j = 0; j < native->ops_len; j++) {
      if (vocabulary_is_op(&native->ops[j], name)) return true;
    }
  }
  return false;
}

void
vocabulary_prepare(void) {
  RULE(strcmp(vocabulary_stream()->name, "Stream") == 0, "the IDL's first native is no Stream");
  for (int name = 0; name < CALLBACK_NAMES; name++)
    find_callback((callback_name_t) name);
  for (size_t i = 0; i < sizeof(op_names) / sizeof(op_names[0]); i++)
    RULE(has_op(op_names[i]), "the IDL has no operation %s any more", op_names[i]);
}

const boundary_native_t *
vocabulary_stream(void) {
  return &boundary_module.natives[0];
}

uint64_t
vocabulary_bit(callback_name_t name) {
  return UINT64_C(1) << indexes[name];
}

bool
vocabulary_is_callback(const boundary_native_t *native, size_t callback, const char *name) {
  return strcmp(native->callbacks[callback].name, name) == 0;
}

bool
vocabulary_is_op(const boundary_op_t *op, const char *name) {
  return strcmp(op->name, name) == 0;
}
