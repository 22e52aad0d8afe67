#include "harness.h"
#include "supply.h"

/* Time stands still but for this; libuv looks at the clock only when it has slept. */
static void
pass_time(world_t *world, uv_timer_t *timer, unsigned times) {
  for (unsigned i = 0; i < times; i++) {
    CHECK(uv_is_active((uv_handle_t *) timer));
    CHECK(!uv_has_ref((uv_handle_t *) timer));
    timer->timer_cb(timer);
  }
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
}

static void
on_closed(uv_handle_t *handle) {
  handle->data = handle;
}

static void
end_supply(world_t *world, pipe_supply_t *supply) {
  supply->timer.data = NULL;
  pipe_supply_close(supply, on_closed);
  RUN_UNTIL(world, supply->timer.data != NULL);
}

static void
nothing_is_made_before_it_is_needed(world_t *world) {
  pipe_supply_t supply;
  pipe_supply_init(&supply, &world->loop);
  CHECK(supply.pool == NULL);
  CHECK(!uv_is_active((uv_handle_t *) &supply.timer));
  end_supply(world, &supply);
}

static void
it_rests_when_nothing_has_been_taken_for_a_while(world_t *world) {
  pipe_supply_t supply;
  pipe_supply_init(&supply, &world->loop);
  uint8_t *data = pipe_supply_take(&supply);
  pipe_pool_give_back(data);
  pass_time(world, &supply.timer, 1);
  CHECK(pipe_supply_take(&supply) == data);
  pipe_pool_give_back(data);
  pass_time(world, &supply.timer, 2);
  CHECK(!uv_is_active((uv_handle_t *) &supply.timer));
  data = pipe_supply_take(&supply);
  CHECK(uv_is_active((uv_handle_t *) &supply.timer));
  end_supply(world, &supply);
  pipe_pool_give_back(data);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(nothing_is_made_before_it_is_needed),
    TEST(it_rests_when_nothing_has_been_taken_for_a_while),
  };
  return RUN_TESTS(tests);
}
