/* Drives the module by its description alone, and prints what it is told. */
#include <stdio.h>
#include <string.h>

#include "boundary.h"

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      printf("line %d: %s does not hold\n", __LINE__, #condition);                                 \
      return 1;                                                                                    \
    }                                                                                              \
  } while (0)

static int token;

static const boundary_op_t *
find(const boundary_native_t *native, const char *name) {
  const boundary_op_t *op = native->ops;
  while (strcmp(op->name, name) != 0)
    op++;
  return op;
}

void
boundary_observe(const boundary_native_t *native, size_t callback, void *object,
                 const boundary_value_t args[]) {
  const boundary_callback_t *told = &native->callbacks[callback];
  if (native->data(object) != &token) puts("an object has lost its data");
  if (told->deliver == BOUNDARY_DELIVER_LAST) {
    printf("%s told %u\n", told->name, args[0].u32);
    return;
  }
  const boundary_param_t *direction = &told->params[1];
  bool up = args[1].number == direction->members[0];
  printf("%s %d %s %.*s\n", told->name, (int) args[0].u64, up ? "UP" : "DOWN",
         (int) args[2].string.len, args[2].string.data);
}

static void
on_destroyed(void *data) {
  puts(data == &token ? "the environment is gone" : "the environment has lost its data");
}

int
main(void) {
  uv_loop_t loop;
  void *env, *tally;
  boundary_value_t result[2];
  const boundary_native_t *native = &boundary_module.natives[0];
  const boundary_value_t start[] = {{.u64 = 0},
                                    {.number = native->init->params[1].members[0]},
                                    {.boolean = false}};
  uv_loop_init(&loop);
  CHECK(strcmp(boundary_module.name, "counter") == 0 && boundary_module.natives_len == 2);
  CHECK(boundary_module.env_handle == NULL);
  CHECK(boundary_module.env_create(&loop, &token, &env) == 0 &&
        boundary_module.env_data(env) == &token);
  CHECK(native->make(env, &token, start, &tally) == 0);
  CHECK(native->from_id(env, native->id(tally)) == tally && native->storage == NULL);
  CHECK(native->init->params[0].high == 0xffffffffff && native->init->params[0].low == 0);

  const boundary_op_t *add = find(native, "Tally.add");
  CHECK(add->call(tally, (boundary_value_t[]){{.u32 = 5}}, result) == 0);
  printf("%s brings %d\n", add->name, (int) result[0].u64);
  const boundary_op_t *rename = find(native, "Tally.rename");
  CHECK(rename->call(tally, (boundary_value_t[]){{.string = {"it", 2}}}, NULL) == 0);
  puts(rename->name);
  uv_run(&loop, UV_RUN_NOWAIT);

  const boundary_op_t *divide = find(&boundary_module.natives[1], "Arithmetic.divide");
  CHECK(divide->is_static && boundary_module.natives[1].init == NULL &&
        boundary_module.natives[1].teardown == -1);
  int err = divide->call(NULL, (boundary_value_t[]){{.u64 = 7}, {.u32 = 0}}, result);
  printf("%s fails: %s\n", divide->name, uv_err_name(err));
  CHECK(divide->call(NULL, (boundary_value_t[]){{.u64 = 7}, {.u32 = 2}}, result) == 0);
  CHECK(result[0].u64 == 3 && result[1].u32 == 1);

  native->ops[native->teardown].call(tally, NULL, NULL);
  boundary_module.env_destroy(env, on_destroyed);
  uv_run(&loop, UV_RUN_DEFAULT);
  return uv_loop_close(&loop) != 0;
}
