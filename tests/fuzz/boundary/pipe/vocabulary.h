/* The operations and callbacks that this part knows by name; it needs no others. */
#ifndef FUZZ_VOCABULARY_H
#define FUZZ_VOCABULARY_H

#include "boundary.h"

/* Callbacks of streams. */
typedef enum {
  CONNECT,
  HANDLE,
  READ,
  FILLED,
  WRITE,
  END,
  CALLBACK_NAMES,
} callback_name_t;

/* Ends the program where the IDL has no such names any more. To be called once. */
void
vocabulary_prepare(void);

/* The native `Stream`. */
const boundary_native_t *
vocabulary_stream(void);

/* The bit of a callback of streams. */
uint64_t
vocabulary_bit(callback_name_t name);

/* True if that callback of a native is the one of that name, with its native's: `Stream.read`. */
bool
vocabulary_is_callback(const boundary_native_t *native, size_t callback, const char *name);

/* True if the operation has that name, with its native's: `Stream.open`. */
bool
vocabulary_is_op(const boundary_op_t *op, const char *name);

#endif
