/*
 * What the objects of one environment share: the loop, the callbacks, the names, the queues, the
 * read buffer. Everything here belongs to the loop's thread.
 */
#ifndef PIPE_ENV_H
#define PIPE_ENV_H

#include "connecting.h"
#include "deferred.h"
#include "link.h"
#include "pipe.h"
#include "registry.h"
#include "retention.h"
#include "supply.h"
#include "turn.h"
#include "watching.h"

/* Memory of the engine's that is read into. */
typedef struct {
  uv_buf_t (*locate)(void *data);
  void *data;
} pipe_vessel_t;

struct pipe_env_s {
  uv_loop_t *loop;
  pipe_callbacks_t callbacks;
  void *data;
  pipe_registry_t registry;
  pipe_link_t streams;
  pipe_link_t listeners;
  pipe_deferred_t deferred;
  pipe_turn_t turn;
  pipe_connector_t connector;
  pipe_watching_t watching;
  pipe_supply_t supply;
  /* What new streams read by. */
  const struct pipe_inlet_s *inlet;
  /* Without `locate` where the engine offers none. */
  pipe_vessel_t vessel;
  pipe_retention_t retention;
  /* One for all streams: between two reads there is nothing in it. NULL until it is needed. */
  uint8_t *read_buffer;
  /* Held so that a descriptor can be had when none is left; -1 while there is none. */
  int reserve;
  /* Objects and handles that have not finished closing. */
  size_t live;
  /* How many of the environment's own handles are still to be closed. */
  unsigned own_handles;
  bool exiting;
  void (*destroyed)(void *data);
};

/* Counts one more object or handle that the environment has to outlive. */
void
pipe_env_hold(pipe_env_t *env);

/* Counts one less. With the last one an environment that is being destroyed closes its own handles.
 */
void
pipe_env_drop(pipe_env_t *env);

/* The read buffer, PIPE_READ_BUFFER_SIZE bytes; it stays the environment's. NULL without memory. */
uint8_t *
pipe_env_read_buffer(pipe_env_t *env);

/* Gives the read buffer away, with pipe_pool_give_back for its end. The next read gets a new one.
 */
void
pipe_env_forget_read_buffer(pipe_env_t *env);

/* The open stream whose storage begins at `address`, or NULL. */
pipe_stream_t *
pipe_env_stream_at(pipe_env_t *env, const void *address, size_t len);

#endif
