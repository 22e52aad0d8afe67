/* The bytes that decide everything. Past their end every choice is 0. */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From here on `size` bytes of `data` decide. */
void
input_begin(const uint8_t *data, size_t size);

/* Leaves no bytes: from here on nothing is decided any more. */
void
input_end(void);

/* True while there are bytes to decide. */
bool
input_left(void);

/* The next byte. */
uint8_t
input_byte(void);

/* Less than `limit`, which is at most 256; 0 for a limit of 0. */
unsigned
input_below(size_t limit);

/* A number from 0 to `high` that is likely to lie where something changes. */
uint64_t
input_number(uint64_t low, uint64_t high);

#endif
