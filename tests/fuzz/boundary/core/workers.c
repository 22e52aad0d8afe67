#include "workers.h"

#include <stdlib.h>
#include <uv.h>

#include "report.h"

/* Two gates take turns: the next one queues up behind the work, then the present one opens. */
static struct {
  uv_loop_t loop;
  uv_work_t gates[2];
  unsigned current;
  uv_sem_t parked;
  uv_sem_t go;
} workers;

static void
on_work(uv_work_t *gate) {
  (void) gate;
  uv_sem_post(&workers.parked);
  uv_sem_wait(&workers.go);
}

static void
after_work(uv_work_t *gate, int status) {
  (void) gate;
  RULE(status == 0, "the thread pool has lost a gate");
}

static void
queue_gate(void) {
  uv_work_t *gate = &workers.gates[workers.current];
  workers.current = 1 - workers.current;
  RULE(uv_queue_work(&workers.loop, gate, on_work, after_work) == 0, "there is no thread pool");
}

/* libuv waits for its threads when the process ends. */
static void
let_go(void) {
  uv_sem_post(&workers.go);
}

void
workers_begin(void) {
  setenv("UV_THREADPOOL_SIZE", "1", 1);
  RULE(uv_loop_init(&workers.loop) == 0, "there is no loop");
  uv_sem_init(&workers.parked, 0);
  uv_sem_init(&workers.go, 0);
  queue_gate();
  uv_sem_wait(&workers.parked);
  atexit(let_go);
}

void
workers_run(void) {
  queue_gate();
  uv_sem_post(&workers.go);
  uv_sem_wait(&workers.parked);
  uv_run(&workers.loop, UV_RUN_NOWAIT);
}
