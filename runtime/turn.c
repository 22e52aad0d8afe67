#include "turn.h"

static void
end(pipe_turn_t *turn) {
  void (*polled)(void *) = turn->polled;
  turn->polled = NULL;
  uv_check_stop(&turn->check);
  pipe_deferred_cancel(turn->deferred, &turn->task);
  polled(turn->data);
}

static void
on_check(uv_check_t *check) {
  end(pipe_container(check, pipe_turn_t, check));
}

static void
on_next_turn(pipe_task_t *task) {
  end(pipe_container(task, pipe_turn_t, task));
}

void
pipe_turn_init(pipe_turn_t *turn, uv_loop_t *loop, pipe_deferred_t *deferred, void *data) {
  uv_check_init(loop, &turn->check);
  uv_unref((uv_handle_t *) &turn->check);
  pipe_task_init(&turn->task, on_next_turn);
  turn->deferred = deferred;
  turn->polled = NULL;
  turn->data = data;
}

void
pipe_turn_await(pipe_turn_t *turn, void (*polled)(void *data)) {
  if (turn->polled != NULL) return;
  turn->polled = polled;
  uv_check_start(&turn->check, on_check);
  pipe_deferred_add(turn->deferred, &turn->task, true);
}
