/* The input as a program: each of its steps begins with a byte that says what to do. */
#ifndef FUZZ_PROGRAM_H
#define FUZZ_PROGRAM_H

#include "objects.h"

/* Once, before the first input. */
void
program_prepare(void);

/* A byte that stands for the command of that name; -1 where there is none. */
int
program_byte(const char *name);

/* All of the input. */
void
program_run(void);

/* What a callback of `object` does before it returns: what it says that it expects, or anything. */
void
program_react(object_t *object, const boundary_callback_t *callback);

#endif
