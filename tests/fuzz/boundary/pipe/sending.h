/* What streams send. */
#ifndef FUZZ_SENDING_H
#define FUZZ_SENDING_H

#include "boundary.h"
#include "objects.h"

/* Writes the bytes that come next. */
void
sending_fill(const object_t *stream, const uv_buf_t chunks[], size_t count);

/* `tryWrite` has sent that much. */
void
sending_sent(const object_t *stream, const boundary_value_t args[], uint64_t written);

/* `write` is going to send it all. */
void
sending_queued(const object_t *stream, const boundary_value_t args[]);

#endif
