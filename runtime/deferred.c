#include "deferred.h"

static void
update_reference(pipe_deferred_t *deferred) {
  uv_handle_t *idle = (uv_handle_t *) &deferred->idle;
  if (deferred->keeping > 0) {
    uv_ref(idle);
  } else {
    uv_unref(idle);
  }
}

static void
take_out(pipe_deferred_t *deferred, pipe_task_t *task) {
  pipe_link_remove(&task->link);
  if (!task->keeps_loop) return;
  task->keeps_loop = false;
  deferred->keeping--;
  update_reference(deferred);
}

/* Runs what was queued before this turn; what the tasks add waits for the next one. */
static void
on_idle(uv_idle_t *idle) {
  pipe_deferred_t *deferred = pipe_container(idle, pipe_deferred_t, idle);
  pipe_link_t batch;
  pipe_link_move(&deferred->tasks, &batch);
  while (!pipe_link_alone(&batch)) {
    pipe_task_t *task = pipe_container(batch.next, pipe_task_t, link);
    take_out(deferred, task);
    task->run(task);
  }
  if (pipe_link_alone(&deferred->tasks)) uv_idle_stop(idle);
}

void
pipe_deferred_init(pipe_deferred_t *deferred, uv_loop_t *loop) {
  uv_idle_init(loop, &deferred->idle);
  uv_unref((uv_handle_t *) &deferred->idle);
  pipe_link_init(&deferred->tasks);
  deferred->keeping = 0;
}

void
pipe_task_init(pipe_task_t *task, void (*run)(pipe_task_t *task)) {
  pipe_link_init(&task->link);
  task->run = run;
  task->keeps_loop = false;
}

void
pipe_deferred_add(pipe_deferred_t *deferred, pipe_task_t *task, bool keeps_loop) {
  if (pipe_link_alone(&task->link)) {
    pipe_link_append(&deferred->tasks, &task->link);
    uv_idle_start(&deferred->idle, on_idle);
  }
  if (!keeps_loop || task->keeps_loop) return;
  task->keeps_loop = true;
  deferred->keeping++;
  update_reference(deferred);
}

void
pipe_deferred_cancel(pipe_deferred_t *deferred, pipe_task_t *task) {
  if (pipe_link_alone(&task->link)) return;
  take_out(deferred, task);
  /* An idle handle keeps the loop from sleeping. */
  if (pipe_link_alone(&deferred->tasks)) uv_idle_stop(&deferred->idle);
}
