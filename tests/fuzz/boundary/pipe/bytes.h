/* The bytes of one direction of a stream: each tells where it belongs, so that what is lost,
   doubled, or out of order shows. */
#ifndef FUZZ_BYTES_H
#define FUZZ_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Once, before anything else. */
void
bytes_prepare(void);

/* Writes the bytes at `position` and on of the direction that `seed` names. */
void
bytes_fill(void *bytes, size_t len, uint8_t seed, uint64_t position);

/* The seed that the first byte of a direction names. */
uint8_t
bytes_seed(const void *first);

/* True if these are the bytes at `position`. */
bool
bytes_match(const void *bytes, size_t len, uint8_t seed, uint64_t position);

#endif
