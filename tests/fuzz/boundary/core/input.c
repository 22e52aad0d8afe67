#include "input.h"

/* Powers of two and their neighbours are where buffers and queues fill up. */
static const uint64_t interesting[] = {
  0,     1,     2,     3,     4,      5,      8,      16,      63,         64,         65,
  100,   255,   256,   1000,  4095,   4096,   4097,   8192,    16384,      32767,      32768,
  32769, 65535, 65536, 65537, 100000, 131072, 212992, 1 << 20, 0x7ffffffe, 0x7fffffff,
};

static struct {
  const uint8_t *data;
  size_t size;
} input;

void
input_begin(const uint8_t *data, size_t size) {
  input.data = data;
  input.size = size;
}

void
input_end(void) {
  input.size = 0;
}

bool
input_left(void) {
  return input.size > 0;
}

uint8_t
input_byte(void) {
  if (input.size == 0) return 0;
  input.size--;
  return *input.data++;
}

unsigned
input_below(size_t limit) {
  return limit == 0 ? 0 : (unsigned) (input_byte() % limit);
}

uint64_t
input_number(uint64_t low, uint64_t high) {
  uint8_t byte = input_byte();
  size_t count = sizeof(interesting) / sizeof(interesting[0]);
  uint64_t number = byte >> 3;
  if ((byte & 7) < 4) number = interesting[byte / 8 % count];
  if ((byte & 7) == 7) return high - (byte >> 3) % 2;
  return number > high - low ? high : low + number;
}
