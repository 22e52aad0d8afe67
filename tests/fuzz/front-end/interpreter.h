/* The Python interpreter inside the fuzzer, and the functions of target.py that it calls. */
#ifndef FRONT_END_INTERPRETER_H
#define FRONT_END_INTERPRETER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Starts it, and loads target.py. Ends the process, after a message, if that fails. */
void
interpreter_start(void);

/* Whether everything holds for an input; what does not has been printed. */
bool
interpreter_examine(const uint8_t *data, size_t size);

/* Writes a mutant of `data` over it, of at most `max_size` bytes; returns its size. */
size_t
interpreter_mutate(uint8_t *data, size_t size, size_t max_size, unsigned int seed);

/* Writes a cross of two inputs to `out`, of at most `max_size` bytes; returns its size. */
size_t
interpreter_cross(const uint8_t *data, size_t size, const uint8_t *other, size_t other_size,
                  uint8_t *out, size_t max_size, unsigned int seed);

#endif
