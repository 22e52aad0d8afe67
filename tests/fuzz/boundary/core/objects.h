/* What the fuzzer knows of the objects that it has made. */
#ifndef FUZZ_OBJECTS_H
#define FUZZ_OBJECTS_H

#include "boundary.h"
#include "session.h"

#define MAX_OBJECTS 24

typedef struct {
  unsigned index;
  const boundary_native_t *native;
  fuzz_env_t *env;
  void *object;
  uint64_t id;
  /* Its end has been asked for, by an operation or with the environment's. */
  bool closing;
  /* It has told so. */
  bool closed;
  /* References of the fuzzer's. */
  unsigned retained;
  /* Bits by the index of a callback: requests that are out. */
  uint64_t awaited;
  /* Likewise: callbacks that may come since an operation has started them. */
  uint64_t started;
} object_t;

/* Forgets all objects. */
void
objects_begin(void);

/* Gives all references back, when all have closed. */
void
objects_end(void);

/* All objects of `env` are closing. */
void
objects_exit(const fuzz_env_t *env);

/* The record of an object that is being made, or NULL where there are enough. */
object_t *
objects_next(const boundary_native_t *native, fuzz_env_t *env);

/* It has been made. */
void
objects_add(object_t *object, void *made);

/* How many have been made, closed or not. */
unsigned
objects_count(void);

/* The one with that index, closed or not. */
object_t *
objects_at(unsigned index);

/* One of that kind, closed or not, as the input says; NULL where there is none. */
object_t *
objects_choose(const boundary_native_t *native);

/* True as long as the runtime's pointer may be used. */
bool
objects_are_readable(const object_t *object);

/* Looks for names that are right, stale, of another kind or environment, and invented. */
void
objects_look_up(void);

/* Adds a reference, if the object may still be used. */
void
objects_retain(object_t *object);

/* Gives one of the fuzzer's references back, if it has one. */
void
objects_release(object_t *object);

/* The index of an operation's callback that brings its outcome, as a bit; 0 without one. */
uint64_t
objects_completion(const boundary_op_t *op);

/* The bits of callbacks that have to be started. */
uint64_t
objects_startable(const boundary_native_t *native);

/* The bits of callbacks that bring the outcome of a request. */
uint64_t
objects_completions(const boundary_native_t *native);

#endif
