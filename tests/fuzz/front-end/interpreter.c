#define PY_SSIZE_T_CLEAN
#include "interpreter.h"

#include <Python.h>
#include <stdlib.h>
#include <string.h>

#include "coverage.h"

static struct {
  PyObject *examine;
  PyObject *mutate;
  PyObject *cross;
} functions;

_Noreturn static void
give_up(const char *what) {
  if (PyErr_Occurred()) PyErr_Print();

  fprintf(stderr, "The fuzzer of the front end cannot go on: %s.\n", what);
  exit(1);
}

/* Everything that could make two runs differ is off: the environment, the user's packages, random
 * hashes. */
static void
configure(void) {
  PyConfig config;
  PyConfig_InitPythonConfig(&config);

  config.use_environment = 0;
  config.user_site_directory = 0;
  config.write_bytecode = 0;
  config.install_signal_handlers = 0;
  config.use_hash_seed = 1;
  config.hash_seed = 0;

  PyStatus status = PyConfig_SetBytesString(&config, &config.program_name, FUZZ_PYTHON);
  if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);

  if (PyStatus_Exception(status)) Py_ExitStatusException(status);
}

static void
add_search_path(const char *directory) {
  PyObject *path = PyUnicode_FromString(directory);

  if (path == NULL || PyList_Insert(PySys_GetObject("path"), 0, path) < 0)
    give_up("no search path");

  Py_DECREF(path);
}

static PyObject *
function(PyObject *module, const char *name) {
  PyObject *found = PyObject_GetAttrString(module, name);
  if (found == NULL) give_up("target.py lacks a function");

  return found;
}

/* What Python does at its end is done: the scratch directory goes, the figures are printed. */
static void
finish(void) {
  Py_FinalizeEx();
}

void
interpreter_start(void) {
  configure();
  add_search_path(FUZZ_DIRECTORY);

  PyObject *module = PyImport_ImportModule("target");
  if (module == NULL) give_up("target.py does not load");

  functions.examine = function(module, "examine");
  functions.mutate = function(module, "mutate");
  functions.cross = function(module, "cross");
  Py_DECREF(module);

  if (!coverage_prepare(FUZZ_COVERED)) give_up("no coverage");

  atexit(finish);
}

bool
interpreter_examine(const uint8_t *data, size_t size) {
  coverage_start();
  PyObject *result =
    PyObject_CallFunction(functions.examine, "y#", (const char *) data, (Py_ssize_t) size);
  coverage_stop();

  if (result == NULL) {
    PyErr_Print();
    return false;
  }

  bool holds = PyObject_IsTrue(result) == 1;
  Py_DECREF(result);

  return holds;
}

/* The size of the bytes in `result`, copied to `out`. */
static size_t
copied(PyObject *result, uint8_t *out, size_t max_size) {
  char *data;
  Py_ssize_t size;

  if (result == NULL || PyBytes_AsStringAndSize(result, &data, &size) < 0 ||
      (size_t) size > max_size) {
    give_up("no mutant");
  }

  memcpy(out, data, (size_t) size);
  Py_DECREF(result);

  return (size_t) size;
}

size_t
interpreter_mutate(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
  PyObject *result = PyObject_CallFunction(functions.mutate, "y#nI", (const char *) data,
                                           (Py_ssize_t) size, (Py_ssize_t) max_size, seed);

  return copied(result, data, max_size);
}

size_t
interpreter_cross(const uint8_t *data, size_t size, const uint8_t *other, size_t other_size,
                  uint8_t *out, size_t max_size, unsigned int seed) {
  PyObject *result = PyObject_CallFunction(functions.cross, "y#y#nI", (const char *) data,
                                           (Py_ssize_t) size, (const char *) other,
                                           (Py_ssize_t) other_size, (Py_ssize_t) max_size, seed);

  return copied(result, out, max_size);
}
