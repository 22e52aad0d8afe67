/*
 * An environment's memory for reads: a pool, and a timer that empties it when nothing has been read
 * for a while, so that a burst is not paid for ever after.
 */
#ifndef PIPE_SUPPLY_H
#define PIPE_SUPPLY_H

#include <stdbool.h>
#include <uv.h>

#include "pool.h"

typedef struct {
  /* NULL until something is taken. */
  pipe_pool_t *pool;
  uv_timer_t timer;
  /* Something has been taken since the timer has last run. */
  bool taken;
} pipe_supply_t;

void
pipe_supply_init(pipe_supply_t *supply, uv_loop_t *loop);

/* PIPE_READ_BUFFER_SIZE bytes, for pipe_pool_give_back in the end; NULL without memory. */
uint8_t *
pipe_supply_take(pipe_supply_t *supply);

/* Ends the pool, and closes the timer. */
void
pipe_supply_close(pipe_supply_t *supply, uv_close_cb closed);

#endif
