/* What the files of the runtime know of each other. */
#ifndef COUNTER_TALLY_H
#define COUNTER_TALLY_H

#include <stdatomic.h>

#include "counter.h"

#define COUNTER_LABEL_CAPACITY 16

struct counter_env_s {
  uv_loop_t *loop;
  counter_callbacks_t callbacks;
  void *data;
  counter_tally_t *first;
  counter_id_t last_id;
  size_t live;
  bool exiting;
  void (*destroyed)(void *data);
  /* Never runs: the end of its closing is the end of the environment. */
  uv_idle_t ending;
};

struct counter_tally_s {
  counter_env_t *env;
  void *data;
  counter_id_t id;
  counter_tally_t *next;
  atomic_size_t references;
  /* Active from a change until the loop has turned. */
  uv_idle_t turn;
  counter_direction_t direction;
  bool silent;
  uint64_t total;
  uint32_t history;
  uint32_t changes;
  char label[COUNTER_LABEL_CAPACITY];
  size_t label_len;
};

/* A tally is gone: the last one of an environment that exits takes that with it. */
void
counter_env_drop(counter_env_t *env);

#endif
