#include "many.h"

#include "../end.h"
#include "stream.h"

#include <stdlib.h>

#define AT_A_TIME 64
#define PAUSE_MS  1

typedef struct {
  const char *path;
  uint64_t count;
  uint64_t begun;
  uint64_t waiting;
  many_cb opened;
  uv_pipe_t **pipes;
} many_t;

typedef struct {
  uv_connect_t request;
  uv_timer_t pause;
  many_t *many;
  uint64_t place;
} attempt_t;

static void
begin(attempt_t *attempt);

static void
connect_next(many_t *many) {
  if (many->begun == many->count) return;
  attempt_t *attempt = malloc(sizeof(attempt_t));
  if (attempt == NULL) end_fail("Out of memory");
  attempt->many = many;
  attempt->place = many->begun++;
  stream_check(uv_timer_init(uv_default_loop(), &attempt->pause), "uv_timer_init");
  begin(attempt);
}

static void
on_over(uv_handle_t *pause) {
  free(((uv_timer_t *) pause)->data);
}

static void
on_pause_over(uv_timer_t *pause) {
  begin(pause->data);
}

static void
on_connect(uv_connect_t *request, int status) {
  attempt_t *attempt = (attempt_t *) request;
  many_t *many = attempt->many;
  if (status == UV_EAGAIN) {
    // The server has not kept up, and its queue is full for a moment.
    stream_close(many->pipes[attempt->place]);
    stream_check(uv_timer_start(&attempt->pause, on_pause_over, PAUSE_MS, 0), "uv_timer_start");
    return;
  }
  stream_check(status, "connect");
  uv_close((uv_handle_t *) &attempt->pause, on_over);
  connect_next(many);
  if (--many->waiting == 0) many->opened(many->pipes, many->count);
}

static void
begin(attempt_t *attempt) {
  uv_pipe_t *pipe = stream_new(0);
  attempt->pause.data = attempt;
  attempt->many->pipes[attempt->place] = pipe;
  uv_pipe_connect(&attempt->request, pipe, attempt->many->path, on_connect);
}

void
many_connect(const char *path, uint64_t count, many_cb opened) {
  if (count == 0) return opened(NULL, 0);
  many_t *many = malloc(sizeof(many_t));
  uv_pipe_t **pipes = calloc(count, sizeof(*pipes));
  if (many == NULL || pipes == NULL) end_fail("Out of memory");
  *many = (many_t) {.path = path, .count = count, .waiting = count, .opened = opened, .pipes = pipes};
  for (uint64_t i = 0; i < AT_A_TIME; i++) connect_next(many);
}
