/*
 * What only the module's own part knows: the things that its operations are about, who else acts on
 * them, and what their documentation says beyond the words of the IDL. All else goes by the tables.
 */
#ifndef FUZZ_WORLD_H
#define FUZZ_WORLD_H

#include "boundary.h"
#include "objects.h"

/* Once, before the first input. */
void
world_prepare(void);

/* An input begins. */
void
world_begin(void);

/* Lets everything that is under way come to its end, and checks that it does. */
void
world_settle(void);

/* Closes the libuv handles of the fuzzer's own. */
void
world_close_handles(void);

/* All environments and the loop are gone. */
void
world_end(void);

/* A descriptor that `object` may be offered: any number at all. */
int
world_descriptor(const object_t *object);

/* The descriptors that an operation has brought; they are the fuzzer's now. */
void
world_take_descriptors(const boundary_op_t *op, const int fds[], size_t count);

/* Bytes for a string, at most `capacity`. Returns how many. */
size_t
world_string(char *text, size_t capacity);

/* Writes what `object` is to send into the runs. */
void
world_fill(const object_t *object, const uv_buf_t chunks[], size_t count);

/* A handle for an operation of `object`, which its environment has found; NULL for none. */
uv_handle_t *
world_handle(const object_t *object);

/* An operation has returned. */
void
world_called(object_t *object, const boundary_op_t *op, const boundary_value_t args[], int err,
             const boundary_value_t results[]);

/* True if a callback may come although it has been stopped. */
bool
world_excuses(const object_t *object, size_t callback);

/* A callback has come, and kept the rules so far. */
void
world_observed(object_t *object, size_t callback, const boundary_value_t args[]);

/* A callback is about to return. */
void
world_left(void);

/* What others can do: a name and a function for each. */
typedef struct {
  const char *name;
  void (*act)(void);
} world_action_t;

extern const world_action_t world_actions[];
extern const size_t world_actions_len;

#endif
