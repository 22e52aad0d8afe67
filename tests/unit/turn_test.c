#include "harness.h"

/* What waits for the end of a turn, and how often it has been told of one. */
typedef struct {
  world_t *world;
  pipe_env_t *env;
  uv_async_t wake;
  uv_prepare_t prepare;
  int closed, polled, again;
  /* How often it had been told when the handle's callback had run. */
  int before_check;
} waiter_t;

static void
on_polled(void *data) {
  waiter_t *waiter = data;
  waiter->polled++;
  if (waiter->again-- > 0) pipe_env_await_turn(waiter->env, on_polled);
}

static void
await_twice(waiter_t *waiter) {
  pipe_env_await_turn(waiter->env, on_polled);
  pipe_env_await_turn(waiter->env, on_polled);
  waiter->before_check = waiter->polled;
}

static void
on_wake(uv_async_t *wake) {
  await_twice(wake->data);
}

static void
on_prepare(uv_prepare_t *prepare) {
  uv_prepare_stop(prepare);
  await_twice(prepare->data);
}

static void
on_closed(uv_handle_t *handle) {
  waiter_t *waiter = handle->data;
  waiter->closed++;
}

static void
on_destroyed(void *data) {
  waiter_t *waiter = data;
  waiter->closed++;
}

static void
begin(world_t *world, waiter_t *waiter) {
  *waiter = (waiter_t){.world = world};
  CHECK_OK(pipe_env_create(&world->loop, &(pipe_callbacks_t){0}, waiter, &waiter->env));
  uv_async_init(&world->loop, &waiter->wake, on_wake);
  uv_unref((uv_handle_t *) &waiter->wake);
  uv_prepare_init(&world->loop, &waiter->prepare);
  waiter->wake.data = waiter->prepare.data = waiter;
}

static void
end(waiter_t *waiter) {
  pipe_env_destroy(waiter->env, on_destroyed);
  uv_close((uv_handle_t *) &waiter->wake, on_closed);
  uv_close((uv_handle_t *) &waiter->prepare, on_closed);
  RUN_UNTIL(waiter->world, waiter->closed == 3);
}

static void
while_it_polls_it_is_this_turn_that_ends(world_t *world) {
  waiter_t waiter;
  begin(world, &waiter);
  uv_ref((uv_handle_t *) &waiter.wake);
  uv_async_send(&waiter.wake);
  turn(world, UV_RUN_NOWAIT);
  uv_unref((uv_handle_t *) &waiter.wake);
  CHECK_EQ(waiter.before_check, 0);
  CHECK_EQ(waiter.polled, 1);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  CHECK_EQ(waiter.polled, 1);
  end(&waiter);
}

static void
the_loop_does_not_sleep_over_what_waits(world_t *world) {
  waiter_t waiter;
  begin(world, &waiter);
  uv_prepare_start(&waiter.prepare, on_prepare);
  /* Would sleep for ever, as nothing ever wakes it. */
  uv_ref((uv_handle_t *) &waiter.wake);
  turn(world, UV_RUN_ONCE);
  CHECK_EQ(waiter.polled, 1);
  uv_unref((uv_handle_t *) &waiter.wake);
  end(&waiter);
}

static void
outside_of_the_loop_it_keeps_the_loop_alive(world_t *world) {
  waiter_t waiter;
  begin(world, &waiter);
  await_twice(&waiter);
  CHECK_EQ(waiter.polled, 0);
  RUN_UNTIL(world, waiter.polled == 1);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  CHECK_EQ(waiter.polled, 1);
  end(&waiter);
}

static void
asked_for_while_it_is_told_it_is_told_again(world_t *world) {
  waiter_t waiter;
  begin(world, &waiter);
  waiter.again = 2;
  await_twice(&waiter);
  RUN_UNTIL(world, waiter.polled == 3);
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  CHECK_EQ(waiter.polled, 3);
  end(&waiter);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(while_it_polls_it_is_this_turn_that_ends),
    TEST(the_loop_does_not_sleep_over_what_waits),
    TEST(outside_of_the_loop_it_keeps_the_loop_alive),
    TEST(asked_for_while_it_is_told_it_is_told_again),
  };
  return RUN_TESTS(tests);
}
