#include "random.h"

/* SplitMix64 (Steele, Lea and Flood): every seed is a good one, also those that follow each other.
 */
static uint64_t
next(random_t *random) {
  uint64_t z = random->state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

uint32_t
random_below(random_t *random, uint32_t limit) {
  return (uint32_t) (((next(random) >> 32) * limit) >> 32);
}

uint32_t
random_between(random_t *random, uint32_t low, uint32_t high) {
  return low + random_below(random, high - low + 1);
}

bool
random_once_in(random_t *random, uint32_t times) {
  return random_below(random, times) == 0;
}
