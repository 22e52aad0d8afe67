/*
 * Connecting to listening sockets. connect(2) on a Unix domain socket succeeds or fails at once;
 * the one thing to wait for is room in the listener's queue.
 */
#ifndef PIPE_CONNECTING_H
#define PIPE_CONNECTING_H

#include "link.h"
#include "pipe.h"

/* What one stream's connect needs until its outcome has been told. */
typedef struct pipe_connecting_s pipe_connecting_t;

/* The streams of an environment that wait for room, first come first served. */
typedef struct {
  uv_timer_t timer;
  pipe_link_t waiting;
  /* Until the next round, in milliseconds. */
  uint64_t delay;
} pipe_connector_t;

/* An empty queue on `loop`. Its timer is closed with uv_close, when the queue is empty. */
void
pipe_connector_init(pipe_connector_t *connector, uv_loop_t *loop);

/* Tells the outcome of the stream's connect, and forgets it. */
void
pipe_connecting_finish(pipe_stream_t *stream);

/* Gives up the stream's connect, if there is one; nothing is told. */
void
pipe_connecting_cancel(pipe_stream_t *stream);

#endif
