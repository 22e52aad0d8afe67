/* What this process has allocated and not freed, whoever it was. */
#ifndef METER_H
#define METER_H

#include <stdint.h>

/* Bytes in use, of the allocator that is in the process: glibc's, or that of a sanitizer. */
int64_t
meter_allocated(void);

/* How much of what has been freed the allocator keeps from being used again, at most. */
int64_t
meter_kept(void);

/* Gives what is free back to the operating system. */
void
meter_trim(void);

#endif
