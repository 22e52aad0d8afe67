#include "tally.h"

#include <stdlib.h>
#include <string.h>

/* The largest whole number that every smaller one of is a JavaScript number too. */
#define HIGHEST ((UINT64_C(1) << 53) - 1)

static void
on_turn(uv_idle_t *turn) {
  counter_tally_t *tally = turn->data;
  const counter_tally_callbacks_t *callbacks = &tally->env->callbacks.tally;

  uv_idle_stop(turn);
  tally->changes++;
  callbacks->changed(tally, tally->total, tally->direction, tally->label, tally->label_len,
                     tally->silent);
  if (tally->total == 0) callbacks->zero(tally);
}

static void
on_closed(uv_handle_t *handle) {
  counter_tally_t *tally = handle->data;
  counter_env_t *env = tally->env;

  env->callbacks.tally.close(tally, tally->changes);
  counter_tally_release(tally);
  counter_env_drop(env);
}

static void
announce(counter_tally_t *tally) {
  uv_idle_start(&tally->turn, on_turn);
}

int
counter_tally_init(counter_env_t *env, void *data, uint64_t start, counter_direction_t direction,
                   bool value, counter_tally_t **result) {
  if (direction != COUNTER_DIRECTION_UP && direction != COUNTER_DIRECTION_DOWN) return UV_EINVAL;

  counter_tally_t *tally = calloc(1, sizeof(*tally));
  if (tally == NULL) return UV_ENOMEM;

  tally->env = env;
  tally->data = data;
  tally->id = ++env->last_id;
  tally->next = env->first;
  tally->direction = direction;
  tally->silent = value;
  tally->total = start;
  atomic_init(&tally->references, 1);
  uv_idle_init(env->loop, &tally->turn);
  tally->turn.data = tally;
  env->first = tally;
  env->live++;
  *result = tally;

  return 0;
}

int
counter_tally_add(counter_tally_t *tally, uint32_t value, uint64_t *result) {
  bool up = tally->direction == COUNTER_DIRECTION_UP;
  if (value > (up ? HIGHEST - tally->total : tally->total)) return UV_ERANGE;

  if (up)
    tally->total += value;
  else
    tally->total -= value;

  tally->history |= COUNTER_TALLY_HISTORY_CHANGED;
  announce(tally);
  *result = tally->total;

  return 0;
}

int
counter_tally_rename(counter_tally_t *tally, const char *label, size_t label_len) {
  if (label_len > COUNTER_LABEL_CAPACITY) return UV_ENAMETOOLONG;

  memcpy(tally->label, label, label_len);
  tally->label_len = label_len;
  tally->history |= COUNTER_TALLY_HISTORY_RENAMED;

  return 0;
}

int
counter_tally_follow(counter_tally_t *self, counter_tally_t *tally) {
  self->total = tally->total;
  announce(self);

  return 0;
}

void
counter_tally_direction(counter_tally_t *tally, counter_direction_t *result) {
  *result = tally->direction;
}

void
counter_tally_history(counter_tally_t *tally, uint32_t *result) {
  *result = tally->history;
}

void
counter_tally_total(counter_tally_t *tally, uint64_t *result) {
  *result = tally->total;
}

void
counter_tally_close(counter_tally_t *tally) {
  for (counter_tally_t **at = &tally->env->first; *at != NULL; at = &(*at)->next) {
    if (*at != tally) continue;
    *at = tally->next;
    uv_close((uv_handle_t *) &tally->turn, on_closed);
    return;
  }
}

counter_tally_t *
counter_tally_from_id(counter_env_t *env, counter_id_t id) {
  counter_tally_t *tally = env->first;
  while (tally != NULL && tally->id != id)
    tally = tally->next;

  return tally;
}

counter_id_t
counter_tally_id(const counter_tally_t *tally) {
  return tally->id;
}

counter_env_t *
counter_tally_env(const counter_tally_t *tally) {
  return tally->env;
}

void *
counter_tally_data(const counter_tally_t *tally) {
  return tally->data;
}

void
counter_tally_retain(counter_tally_t *tally) {
  atomic_fetch_add(&tally->references, 1);
}

void
counter_tally_release(counter_tally_t *tally) {
  if (atomic_fetch_sub(&tally->references, 1) == 1) free(tally);
}
