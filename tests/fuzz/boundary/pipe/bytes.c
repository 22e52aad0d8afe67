#include "bytes.h"

#include <string.h>

/* A prime: no buffer's size is a multiple of it. */
#define PERIOD 65521

static uint8_t table[2 * PERIOD];

void
bytes_prepare(void) {
  uint32_t state = 1;
  for (size_t i = 0; i < PERIOD; i++) {
    state = state * 1664525U + 1013904223U;
    table[i] = table[i + PERIOD] = (uint8_t) (state >> 24);
  }
}

static const uint8_t *
at(uint8_t seed, uint64_t position) {
  return &table[(position + seed * 251U) % PERIOD];
}

/* How many of `len` bytes lie together in the table. */
static size_t
run_length(size_t len) {
  return len < PERIOD ? len : PERIOD;
}

void
bytes_fill(void *bytes, size_t len, uint8_t seed, uint64_t position) {
  uint8_t *to = bytes;
  for (size_t done = 0; done < len;) {
    size_t run = run_length(len - done);
    memcpy(to + done, at(seed, position + done), run);
    done += run;
  }
  if (position == 0 && len > 0) *to = seed;
}

uint8_t
bytes_seed(const void *first) {
  return *(const uint8_t *) first;
}

bool
bytes_match(const void *bytes, size_t len, uint8_t seed, uint64_t position) {
  const uint8_t *from = bytes;
  if (position == 0 && len > 0) {
    if (*from != seed) return false;
    from++, len--, position++;
  }
  for (size_t done = 0; done < len;) {
    size_t run = run_length(len - done);
    if (memcmp(from + done, at(seed, position + done), run) != 0) return false;
    done += run;
  }
  return true;
}
