/* Memory that runs out: the n-th allocation of the runtime fails. */
#ifndef FUZZ_ALLOCATION_H
#define FUZZ_ALLOCATION_H

#include <stdbool.h>

/* Has the allocation after `count` others fail, once. */
void
allocation_fail_after(unsigned count);

/* Has none fail any more; a new input begins. */
void
allocation_restore(void);

/* True once an allocation has failed in this input. */
bool
allocation_has_failed(void);

#endif
