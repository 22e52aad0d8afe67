/* Memory that crosses the boundary, each run of bytes in a block of its own: what reads past an
   end, or after the loan, reads what the sanitizer watches. */
#ifndef FUZZ_MEMORY_H
#define FUZZ_MEMORY_H

#include "boundary.h"
#include "objects.h"

typedef struct loan_s loan_t;

/* `len` bytes of `bytes`, in a block of exactly that size. */
loan_t *
memory_lend(const void *bytes, size_t len);

/* Runs of bytes; what they hold is for the caller to write, before memory_seal. */
loan_t *
memory_lend_chunks(const size_t lens[], size_t count);

/* From here on nobody may write to it. */
void
memory_seal(loan_t *loan);

/* The one run of bytes that memory_lend has lent. */
const char *
memory_text(const loan_t *loan);

/* The list of the runs. It is gone after memory_end_list. */
const uv_buf_t *
memory_list(const loan_t *loan);

/* How many runs there are. */
size_t
memory_list_len(const loan_t *loan);

/* Frees the list, which is lent for one call only; the runs stay. */
void
memory_end_list(loan_t *loan);

/* Checks that it is what it was, and frees it. */
void
memory_take_back(loan_t *loan);

/* Stays in place until the callback `until` of `object`. */
void
memory_pin(loan_t *loan, const object_t *object, unsigned until);

/* Takes back what has been pinned until then; with `until` < 0 all that the object has. */
void
memory_unpin(const object_t *object, int until);

/* Takes over bytes that a callback has brought, and releases them sooner or later. */
void
memory_own(const boundary_value_t *chunk);

/* Releases the oldest of these. */
void
memory_release_oldest(void);

/* Releases and takes back everything. */
void
memory_end(void);

#endif
