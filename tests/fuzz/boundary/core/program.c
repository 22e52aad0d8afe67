#include "program.h"

#include <string.h>

#include "allocation.h"
#include "calls.h"
#include "clock.h"
#include "descriptors.h"
#include "input.h"
#include "memory.h"
#include "objects.h"
#include "report.h"
#include "world.h"

#define MAX_STEPS     256
#define MAX_REACTIONS 3
#define MAX_COMMANDS  128

typedef struct {
  const char *name;
  void (*act)(void);
  /* Or an operation. */
  const boundary_native_t *native;
  const boundary_op_t *op;
} command_t;

static struct {
  command_t all[MAX_COMMANDS];
  size_t len;
  /* The command of each byte. */
  uint8_t of_byte[256];
} commands;

static void
turn(void) {
  for (unsigned turns = 1 + input_below(3); turns > 0; turns--)
    session_turn();
}

static void
pass_time(void) {
  clock_advance(input_number(0, 2000));
}

static void
create_env(void) {
  session_add_env();
}

static void
destroy_env(void) {
  /* Most inputs go on longer with their first environment. */
  unsigned index = session.envs_len - 1 - input_below(session.envs_len);
  if (session.envs_len > 0) session_destroy_env(&session.envs[index]);
}

static void
retain(void) {
  if (objects_count() > 0) objects_retain(objects_at(input_below(objects_count())));
}

static void
release(void) {
  if (objects_count() > 0) objects_release(objects_at(input_below(objects_count())));
}

static void
run_out_of_memory(void) {
  allocation_fail_after(input_below(8));
}

static void
run_out_of_descriptors(void) {
  uint8_t byte = input_byte();
  if (byte % 4 == 3) {
    descriptors_restore();
  } else {
    descriptors_starve(byte / 4 % 8);
  }
}

/* Twice is twice as likely. */
static const command_t own_commands[] = {
  {.name = "turn", .act = turn},
  {.name = "turn again", .act = turn},
  {.name = "turn once more", .act = turn},
  {.name = "pass time", .act = pass_time},
  {.name = "create environment", .act = create_env},
  {.name = "destroy environment", .act = destroy_env},
  {.name = "retain", .act = retain},
  {.name = "release", .act = release},
  {.name = "release bytes", .act = memory_release_oldest},
  {.name = "look up", .act = objects_look_up},
  {.name = "run out of memory", .act = run_out_of_memory},
  {.name = "run out of descriptors", .act = run_out_of_descriptors},
};

static void
add(command_t command) {
  RULE(commands.len < MAX_COMMANDS, "there are more commands than there is room for");
  commands.all[commands.len++] = command;
}

static uint32_t
hash(const char *name, unsigned byte) {
  uint32_t value = 2166136261U ^ byte * 2654435761U;
  for (; *name != '\0'; name++)
    value = (value ^ (uint8_t) *name) * 16777619U;
  value ^= value >> 15;
  return value * 2246822519U;
}

/*
 * The byte goes to whoever bids most and has not had its share: a new command takes a few bytes
 * from the others, and what the inputs of the corpus mean stays much the same.
 */
static uint8_t
highest_bidder(unsigned byte, unsigned shares[MAX_COMMANDS]) {
  unsigned share = 256 / (unsigned) commands.len + 1;
  size_t best = commands.len;
  for (size_t i = 0; i < commands.len; i++) {
    if (shares[i] == share) continue;
    bool more = best == commands.len ||
                hash(commands.all[i].name, byte) > hash(commands.all[best].name, byte);
    if (more) best = i;
  }
  shares[best]++;
  return (uint8_t) best;
}

void
program_prepare(void) {
  for (size_t i = 0; i < sizeof(own_commands) / sizeof(own_commands[0]); i++)
    add(own_commands[i]);
  for (size_t i = 0; i < world_actions_len; i++)
    add((command_t){.name = world_actions[i].name, .act = world_actions[i].act});
  for (size_t i = 0; i < boundary_module.natives_len; i++) {
    const boundary_native_t *native = &boundary_module.natives[i];
    for (size_t j = 0; j < native->ops_len; j++)
      add((command_t){.name = native->ops[j].name, .native = native, .op = &native->ops[j]});
  }
  unsigned shares[MAX_COMMANDS] = {0};
  for (unsigned byte = 0; byte < 256; byte++)
    commands.of_byte[byte] = highest_bidder(byte, shares);
}

int
program_byte(const char *name) {
  for (int byte = 0; byte < 256; byte++) {
    if (strcmp(commands.all[commands.of_byte[byte]].name, name) == 0) return byte;
  }
  return -1;
}

static void
step(void) {
  const command_t *command = &commands.all[commands.of_byte[input_byte()]];
  if (command->op != NULL) {
    calls_make(command->native, command->op);
  } else if (command->act != turn || session.callbacks == 0) {
    if (command->act != turn) trace("%s%s", session.callbacks > 0 ? "    " : "", command->name);
    command->act();
  }
}

void
program_run(void) {
  for (int steps = 0; steps < MAX_STEPS && input_left(); steps++)
    step();
}

/* Does one of the things that the callback expects. */
static void
do_expected(object_t *object, const boundary_callback_t *callback) {
  const boundary_op_t *expected[64];
  size_t count = 0;
  for (size_t i = 0; i < object->native->ops_len; i++) {
    if ((callback->reenters >> i & 1) != 0) expected[count++] = &object->native->ops[i];
  }
  if (count > 0) calls_make_on(object, expected[input_below(count)]);
}

void
program_react(object_t *object, const boundary_callback_t *callback) {
  unsigned choice = input_below(2 * MAX_REACTIONS);
  for (unsigned steps = choice / 2; steps > 0 && input_left(); steps--) {
    if (choice % 2 == 1) {
      do_expected(object, callback);
    } else {
      step();
    }
  }
}
