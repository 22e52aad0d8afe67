#include "counter.h"

void
counter_arithmetic_divisor(uint32_t value, uint32_t other, uint32_t *result) {
  while (other != 0) {
    uint32_t rest = value % other;
    value = other;
    other = rest;
  }

  *result = value;
}

int
counter_arithmetic_divide(uint64_t value, uint32_t by, uint64_t *quotient, uint32_t *rest) {
  if (by == 0) return UV_EINVAL;

  *quotient = value / by;
  *rest = (uint32_t) (value % by);

  return 0;
}

void
counter_arithmetic_limits(uint32_t *least, uint32_t *most) {
  *least = 1;
  *most = 1000;
}
