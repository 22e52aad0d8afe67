/* What the documentation of streams and listeners says of their callbacks, beyond the IDL's words.
 */
#ifndef FUZZ_DELIVERY_H
#define FUZZ_DELIVERY_H

#include "boundary.h"
#include "objects.h"

/* Forgets what was under way. */
void
delivery_begin(void);

/* An operation has succeeded. */
void
delivery_called(object_t *object, const boundary_op_t *op, const boundary_value_t args[]);

/* True if the callback may come although it has been stopped. */
bool
delivery_excuses(const object_t *object, size_t callback);

/* A callback has come. */
void
delivery_observed(object_t *object, size_t callback, const boundary_value_t args[]);

/* It returns. */
void
delivery_left(void);

/* True for a stream that was made to pass handles. */
bool
delivery_passes_handles(const object_t *stream);

#endif
