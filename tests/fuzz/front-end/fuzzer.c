/* libFuzzer's entry points: each input is the text of a module, see bundle.py. */
#include <stdlib.h>

#include "interpreter.h"

/* One mutant of so many is libFuzzer's own: bytes, and words of the dictionary, in places that no
 * token knows. */
#define BYTES_ONE_IN 10

int
LLVMFuzzerInitialize(int *argc, char ***argv);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t
LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);
size_t
LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other, size_t other_size,
                          uint8_t *out, size_t max_size, unsigned int seed);

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void) argc;
  (void) argv;

  interpreter_start();

  return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!interpreter_examine(data, size)) abort();

  return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
  if (seed % BYTES_ONE_IN == 0) return LLVMFuzzerMutate(data, size, max_size);

  return interpreter_mutate(data, size, max_size, seed);
}

size_t
LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other, size_t other_size,
                          uint8_t *out, size_t max_size, unsigned int seed) {
  return interpreter_cross(data, size, other, other_size, out, max_size, seed);
}
