#include "supply.h"

#include "link.h"

/* How long nothing has to be taken for, in milliseconds, and up to twice that. */
#define REST_AFTER 100

void
pipe_supply_init(pipe_supply_t *supply, uv_loop_t *loop) {
  supply->pool = NULL;
  supply->taken = false;
  uv_timer_init(loop, &supply->timer);
  uv_unref((uv_handle_t *) &supply->timer);
}

static void
on_timer(uv_timer_t *timer) {
  pipe_supply_t *supply = pipe_container(timer, pipe_supply_t, timer);
  if (!supply->taken) {
    pipe_pool_rest(supply->pool);
    uv_timer_stop(timer);
  }
  supply->taken = false;
}

uint8_t *
pipe_supply_take(pipe_supply_t *supply) {
  if (supply->pool == NULL) supply->pool = pipe_pool_create();
  if (supply->pool == NULL) return NULL;
  supply->taken = true;
  if (!uv_is_active((uv_handle_t *) &supply->timer)) {
    uv_timer_start(&supply->timer, on_timer, REST_AFTER, REST_AFTER);
  }
  return pipe_pool_take(supply->pool);
}

void
pipe_supply_close(pipe_supply_t *supply, uv_close_cb closed) {
  if (supply->pool != NULL) pipe_pool_end(supply->pool);
  supply->pool = NULL;
  uv_close((uv_handle_t *) &supply->timer, closed);
}
