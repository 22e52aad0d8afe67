/*
 * What has been decided inside an operation and must not be told before the operation has returned:
 * tasks that run on the loop's next turn, in the order in which they were added.
 */
#ifndef PIPE_DEFERRED_H
#define PIPE_DEFERRED_H

#include "link.h"
#include "pipe.h"

typedef struct pipe_task_s pipe_task_t;

struct pipe_task_s {
  pipe_link_t link;
  void (*run)(pipe_task_t *task);
  /* The loop waits for this task. */
  bool keeps_loop;
};

typedef struct {
  /* An idle handle rather than a timer of 0 ms: re-armed by its own callback, such a timer starves
     the rest of an older libuv's loop. */
  uv_idle_t idle;
  pipe_link_t tasks;
  /* How many tasks the loop waits for. */
  size_t keeping;
} pipe_deferred_t;

/* An empty queue on `loop`. Its handle is closed with uv_close, when the queue is empty. */
void
pipe_deferred_init(pipe_deferred_t *deferred, uv_loop_t *loop);

/* A task that is not queued. */
void
pipe_task_init(pipe_task_t *task, void (*run)(pipe_task_t *task));

/* Queues `task`; if it is queued already it keeps its place, and `keeps_loop` is added to it. */
void
pipe_deferred_add(pipe_deferred_t *deferred, pipe_task_t *task, bool keeps_loop);

/* Takes `task` back, if it is queued. */
void
pipe_deferred_cancel(pipe_deferred_t *deferred, pipe_task_t *task);

#endif
