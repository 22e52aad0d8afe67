/*
 * The end of a turn of the loop: when it has polled, and all that was ready has been told.
 */
#ifndef PIPE_TURN_H
#define PIPE_TURN_H

#include "deferred.h"

typedef struct {
  uv_check_t check;
  /* What is awaited when the loop has polled already runs as the next turn begins, and keeps the
     loop from sleeping before that. */
  pipe_task_t task;
  pipe_deferred_t *deferred;
  /* NULL when nobody waits. */
  void (*polled)(void *data);
  void *data;
} pipe_turn_t;

/* Nobody waits. Its handle is closed with uv_close. `data` is what `polled` will be given. */
void
pipe_turn_init(pipe_turn_t *turn, uv_loop_t *loop, pipe_deferred_t *deferred, void *data);

/* Has `polled` run once, at the end of this turn or the beginning of the next one. */
void
pipe_turn_await(pipe_turn_t *turn, void (*polled)(void *data));

#endif
