/* Numbers that a seed determines. */
#ifndef HOSTILE_RANDOM_H
#define HOSTILE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint64_t state;
} random_t;

/* A number from 0 to `limit` - 1. */
uint32_t
random_below(random_t *random, uint32_t limit);

/* A number from `low` to `high`, both of them included. */
uint32_t
random_between(random_t *random, uint32_t low, uint32_t high);

/* True once in `times`. */
bool
random_once_in(random_t *random, uint32_t times);

#endif
