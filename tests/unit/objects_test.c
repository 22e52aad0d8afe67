#include "engine/objects.h"
#include "harness.h"

#define MANY 3000

static void
numbers_are_of_one_object_each(world_t *world) {
  (void) world;
  static bool taken[MANY + 1];
  objects_t objects = {0};
  for (int i = 0; i < MANY; i++) {
    uint32_t number = objects_take(&objects);
    CHECK(number != OBJECTS_NONE && number <= MANY && !taken[number]);
    taken[number] = true;
  }
  objects_destroy(&objects);
}

static void
what_is_released_is_taken_again(world_t *world) {
  (void) world;
  objects_t objects = {0};
  for (int i = 0; i < MANY; i++)
    objects_take(&objects);
  for (uint32_t number = 1; number <= MANY; number++)
    objects_release(&objects, number);
  objects_release(&objects, OBJECTS_NONE);
  for (int i = 0; i < MANY; i++)
    CHECK(objects_take(&objects) <= MANY);
  CHECK(objects_take(&objects) == MANY + 1);
  objects_destroy(&objects);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(numbers_are_of_one_object_each),
    TEST(what_is_released_is_taken_again),
  };
  return RUN_TESTS(tests);
}
