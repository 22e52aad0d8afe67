#define PY_SSIZE_T_CLEAN
#include "coverage.h"

#include <Python.h>
#include <frameobject.h>
#include <stdint.h>
#include <string.h>

/* A power of two; large enough for two pairs of lines to share a counter but seldom. */
#define COUNTERS (1 << 17)

/* No frame is deeper: the interpreter raises RecursionError long before. */
#define DEEPEST 4096

/* What is known of a code object that is not counted; every key of one that is counted is odd. */
#define IGNORED 2

__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t counters[COUNTERS];

/* What the frames that are being run have last done: the key of their code, and the line. */
typedef struct {
  uintptr_t key;
  int line;
} frame_t;

static struct {
  const char *directory;
  Py_ssize_t extra;
  size_t depth;
  frame_t frames[DEEPEST];
} coverage;

static uint64_t
mix(uint64_t hash, const void *data, size_t len) {
  const uint8_t *bytes = data;

  for (size_t i = 0; i < len; i++)
    hash = (hash ^ bytes[i]) * 0x100000001b3;

  return hash;
}

static uint64_t
mix_text(uint64_t hash, PyObject *text) {
  Py_ssize_t len;
  const char *data = PyUnicode_AsUTF8AndSize(text, &len);

  return data == NULL ? hash : mix(hash, data, (size_t) len);
}

static bool
is_counted(PyCodeObject *code) {
  const char *file = PyUnicode_AsUTF8(code->co_filename);
  if (file == NULL) {
    PyErr_Clear();
    return false;
  }

  return strcmp(file, "<template>") == 0 ||
         strncmp(file, coverage.directory, strlen(coverage.directory)) == 0;
}

/* The same in every process, so that corpora of several can be merged: of names and instructions,
 * not of addresses. */
static uintptr_t
make_key(PyCodeObject *code) {
  if (!is_counted(code)) return IGNORED;

  uint64_t hash = mix_text(0xcbf29ce484222325, code->co_qualname);
  hash = mix(hash, &code->co_firstlineno, sizeof(code->co_firstlineno));
  hash = mix_text(hash, code->co_filename);

  PyObject *instructions = PyCode_GetCode(code);
  if (instructions == NULL) {
    PyErr_Clear();
    return IGNORED;
  }

  hash = mix(hash, PyBytes_AS_STRING(instructions), (size_t) PyBytes_GET_SIZE(instructions));
  Py_DECREF(instructions);

  return (uintptr_t) hash | 1;
}

/* The key of a frame's code, which remembers it. */
static uintptr_t
key_of(PyFrameObject *frame) {
  PyCodeObject *code = PyFrame_GetCode(frame);
  void *known = NULL;

  if (_PyCode_GetExtra((PyObject *) code, coverage.extra, &known) == 0 && known == NULL) {
    known = (void *) make_key(code);
    _PyCode_SetExtra((PyObject *) code, coverage.extra, known);
  }

  Py_DECREF(code);

  return (uintptr_t) known;
}

static void
count(frame_t *last, int line) {
  uint64_t pair =
    last->key + (uint64_t) last->line * 0x9e3779b97f4a7c15 + (uint64_t) line * 0xc2b2ae3d27d4eb4f;
  uint8_t *counter = &counters[(pair ^ pair >> 29 ^ pair >> 47) & (COUNTERS - 1)];

  if (*counter != UINT8_MAX) *counter += 1;

  last->line = line;
}

static int
on_event(PyObject *object, PyFrameObject *frame, int what, PyObject *argument) {
  (void) object;
  (void) argument;

  switch (what) {
  case PyTrace_CALL:
    if (coverage.depth < DEEPEST) coverage.frames[coverage.depth] = (frame_t){key_of(frame), 0};
    coverage.depth++;
    break;
  case PyTrace_RETURN:
    if (coverage.depth > 0) coverage.depth--;
    break;
  case PyTrace_LINE:
    if (coverage.depth == 0 || coverage.depth > DEEPEST) break;
    frame_t *last = &coverage.frames[coverage.depth - 1];
    if (last->key != IGNORED) count(last, PyFrame_GetLineNumber(frame));
    break;
  }

  return 0;
}

bool
coverage_prepare(const char *directory) {
  coverage.directory = directory;
  coverage.extra = _PyEval_RequestCodeExtraIndex(NULL);

  if (coverage.extra >= 0) return true;

  PyErr_SetString(PyExc_RuntimeError, "no room for keys of code objects");

  return false;
}

void
coverage_start(void) {
  coverage.depth = 0;
  PyEval_SetTrace(on_event, NULL);
}

void
coverage_stop(void) {
  PyEval_SetTrace(NULL, NULL);
}
