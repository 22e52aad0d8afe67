/* Arguments of an operation: drawn from the input by what the table says of each parameter. */
#ifndef FUZZ_ARGUMENTS_H
#define FUZZ_ARGUMENTS_H

#include "boundary.h"
#include "lending.h"
#include "memory.h"
#include "objects.h"

#define MAX_PARAMS 8

typedef struct {
  boundary_value_t values[MAX_PARAMS];
  loan_t *loans[MAX_PARAMS];
  lent_t *lent[MAX_PARAMS];
} arguments_t;

/* False where something is missing without which the operation cannot be called. */
bool
arguments_draw(arguments_t *arguments, const object_t *self, const boundary_op_t *op);

/* The operation has returned `err`: what was lent is taken back, given or pinned. */
void
arguments_settle(arguments_t *arguments, const object_t *self, const boundary_op_t *op, int err);

/* Frees what was drawn for a call that is not made. */
void
arguments_discard(arguments_t *arguments);

#endif
