/* Operations, called with arguments from the input, and what their outcome must be. */
#ifndef FUZZ_CALLS_H
#define FUZZ_CALLS_H

#include "boundary.h"
#include "objects.h"

/* Calls the operation, on an object of its kind if it takes one. */
void
calls_make(const boundary_native_t *native, const boundary_op_t *op);

/* Calls the operation on that object, if that can still be found. */
void
calls_make_on(object_t *self, const boundary_op_t *op);

#endif
