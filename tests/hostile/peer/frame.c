#include "frame.h"

#include <string.h>

/* Where in the pattern a payload may begin: a prime, so that the offsets are all of them. */
#define OFFSETS 4093

static uint8_t pattern[OFFSETS + FRAME_MAX_PAYLOAD];

void
frame_prepare(void) {
  uint32_t state = 1;
  for (size_t i = 0; i < sizeof(pattern); i++) {
    state = state * 1103515245 + 12345;
    pattern[i] = (uint8_t) (state >> 16);
  }
}

static void
put_u32(uint8_t *to, uint32_t value) {
  for (int i = 0; i < 4; i++)
    to[i] = (uint8_t) (value >> (8 * i));
}

void
frame_make(frame_t *frame, uint32_t number, const uint8_t types[], size_t count,
           size_t payload_len) {
  memset(frame->header, 0, 12);
  frame->header[0] = 0x7b;
  frame->header[2] = (uint8_t) count;
  put_u32(frame->header + 4, number);
  put_u32(frame->header + 8, (uint32_t) payload_len);
  memcpy(frame->header + 12, types, count);
  frame->header_len = 12 + count;
  frame->payload = pattern + (uint64_t) number * 2654435761u % OFFSETS;
  frame->payload_len = payload_len;
}

void
frame_announce_urgent(frame_t *frame, size_t count) {
  frame->header[1] = (uint8_t) count;
}

void
frame_ask(frame_t *frame, size_t chunks) {
  frame->header[3] = (uint8_t) chunks;
}

size_t
frame_len(const frame_t *frame) {
  return frame->header_len + frame->payload_len;
}
