#include "arguments.h"

#include <string.h>

#include "descriptors.h"
#include "input.h"
#include "report.h"
#include "world.h"

/* More than one writev(2) takes. */
#define MANY_CHUNKS 1100
#define MAX_STRING  8192
/* Of all the runs together: more than a socket takes at once. */
#define MAX_BYTES ((size_t) 300000)

static size_t
draw_count(void) {
  uint8_t byte = input_byte();
  if (byte == 0xff) return MANY_CHUNKS;
  return byte < 0xc0 ? 1 : byte % 6;
}

static loan_t *
draw_chunks(const object_t *self) {
  size_t lens[MANY_CHUNKS], count = draw_count(), left = MAX_BYTES;
  for (size_t i = 0; i < count; i++) {
    lens[i] = i < 4 ? (size_t) input_number(0, MAX_BYTES) : i % 7;
    if (lens[i] > left) lens[i] = left;
    left -= lens[i];
  }
  loan_t *loan = memory_lend_chunks(lens, count);
  world_fill(self, memory_list(loan), count);
  memory_seal(loan);
  return loan;
}

static loan_t *
draw_string(const boundary_param_t *param) {
  char text[MAX_STRING];
  size_t len = world_string(text, sizeof(text));
  if (len > param->high) len = (size_t) param->high;
  if (len < (size_t) param->low) {
    memset(text + len, 'a', (size_t) param->low - len);
    len = (size_t) param->low;
  }
  return memory_lend(text, len);
}

static int64_t
draw_member(const boundary_param_t *param) {
  return param->members_len == 0 ? 0 : param->members[input_below(param->members_len)];
}

static void *
draw_object(const boundary_param_t *param) {
  const object_t *object = objects_choose(&boundary_module.natives[param->native]);
  return object == NULL || object->closed ? NULL : object->object;
}

static uint64_t
draw_number(const boundary_param_t *param) {
  return input_number(0, param->high - (uint64_t) param->low) + (uint64_t) param->low;
}

static bool
draw(arguments_t *arguments, size_t i, const object_t *self, const boundary_param_t *param) {
  boundary_value_t *value = &arguments->values[i];
  loan_t **loan = &arguments->loans[i];
  switch (param->kind) {
  case BOUNDARY_BOOLEAN:
    value->boolean = input_byte() % 2 == 1;
    return true;
  case BOUNDARY_I32:
    value->i32 = param->resource ? world_descriptor(self) : (int32_t) draw_number(param);
    return true;
  case BOUNDARY_U32:
    value->u32 = (uint32_t) draw_number(param);
    return true;
  case BOUNDARY_U64:
    value->u64 = draw_number(param);
    return true;
  case BOUNDARY_ENUM:
    value->number = draw_member(param);
    return true;
  case BOUNDARY_STRING:
    *loan = draw_string(param);
    value->string.data = memory_text(*loan);
    value->string.len = memory_list(*loan)->len;
    return true;
  case BOUNDARY_CHUNKS:
    *loan = draw_chunks(self);
    value->chunks.all = memory_list(*loan);
    value->chunks.len = memory_list_len(*loan);
    return true;
  case BOUNDARY_CHUNK:
    value->loan.locate = lending_locate;
    value->loan.data = arguments->lent[i] = lending_make((size_t) input_number(1, MAX_BYTES));
    return true;
  case BOUNDARY_HANDLE:
    if (param->nullable && input_byte() % 2 == 0) return true;
    value->handle = world_handle(self);
    return value->handle != NULL || param->nullable;
  case BOUNDARY_OBJECT:
    value->object = draw_object(param);
    return value->object != NULL || param->nullable;
  default:
    violate("the table has a parameter of a kind that nothing is known of: %s", param->name);
  }
}

bool
arguments_draw(arguments_t *arguments, const object_t *self, const boundary_op_t *op) {
  memset(arguments, 0, sizeof(*arguments));
  RULE(op->params_len <= MAX_PARAMS, "%s has more parameters than there is room for", op->name);
  bool complete = true;
  for (size_t i = 0; i < op->params_len; i++)
    complete = draw(arguments, i, self, &op->params[i]) && complete;
  return complete;
}

void
arguments_discard(arguments_t *arguments) {
  for (size_t i = 0; i < MAX_PARAMS; i++) {
    if (arguments->loans[i] != NULL) memory_take_back(arguments->loans[i]);
    if (arguments->lent[i] != NULL) lending_end(arguments->lent[i]);
  }
}

static void
settle_descriptor(const object_t *self, const boundary_op_t *op, const boundary_param_t *param,
                  int fd, int err) {
  bool taken =
    param->ownership == BOUNDARY_OWN || (param->ownership == BOUNDARY_OWN_ON_SUCCESS && err == 0);
  if (taken && self != NULL) {
    descriptors_give(fd, self);
  } else {
    descriptors_check_kept(fd, op->name);
  }
}

static void
settle_loan(loan_t *loan, const object_t *self, const boundary_param_t *param, int err) {
  if (param->ownership != BOUNDARY_PIN_UNTIL || err != 0 || self == NULL) {
    memory_take_back(loan);
    return;
  }
  memory_end_list(loan);
  memory_pin(loan, self, param->until);
}

void
arguments_settle(arguments_t *arguments, const object_t *self, const boundary_op_t *op, int err) {
  for (size_t i = 0; i < op->params_len; i++) {
    const boundary_param_t *param = &op->params[i];
    if (param->resource) settle_descriptor(self, op, param, arguments->values[i].i32, err);
    if (arguments->loans[i] != NULL) settle_loan(arguments->loans[i], self, param, err);
    if (arguments->lent[i] != NULL) lending_settle(arguments->lent[i], self, op, err);
  }
}
