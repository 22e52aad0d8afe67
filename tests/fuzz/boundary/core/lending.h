/* Memory that an operation is lent: its owner moves it, shrinks it and takes it away as the input
   says, and what the sanitizer watches is all that is left where it was. */
#ifndef FUZZ_LENDING_H
#define FUZZ_LENDING_H

#include "boundary.h"
#include "objects.h"

typedef struct lent_s lent_t;

/* Forgets all of it. */
void
lending_begin(void);

/* `len` bytes, not lent yet. */
lent_t *
lending_make(size_t len);

/* The `locate` of a loan. */
uv_buf_t
lending_locate(void *lent);

/* The operation has returned `err`: on success `object` has been lent this, and has lost what it
   was lent by the same operation before. */
void
lending_settle(lent_t *lent, const object_t *object, const boundary_op_t *op, int err);

/* Frees what has not been lent. */
void
lending_end(lent_t *lent);

/* Where `len` bytes have just been put into what `object` was lent: they have to fit. */
const void *
lending_filled(const object_t *object, size_t len);

/* The final callback: the object is lent nothing any more. */
void
lending_close(const object_t *object);

#endif
