/*
 * Messages that a receiver can check on its own. The numbers are little-endian:
 *
 *   1 byte   0x7b
 *   1 byte   how many descriptors travel with a byte out of band that follows the message
 *   1 byte   how many descriptors travel with the message itself
 *   1 byte   how many chunks of 64 KiB the receiver is asked to send, each with a handle
 *   4 bytes  the number of the message in its conversation, from 0
 *   4 bytes  the length of the payload
 *   n bytes  libuv's type of each of the descriptors
 *   payload  a stretch of the pattern, from the offset that belongs to the number
 *
 * A byte 0xee between two messages is one that was sent out of band: the kernel drops it, or makes
 * it one of the stream when the next of its kind comes.
 */
#ifndef HOSTILE_FRAME_H
#define HOSTILE_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "control.h"

#define FRAME_URGENT_BYTE 0xee
#define FRAME_MAX_PAYLOAD ((size_t) 65536)

typedef struct {
  uint8_t header[12 + CONTROL_MAX_DESCRIPTORS];
  size_t header_len;
  const uint8_t *payload;
  size_t payload_len;
} frame_t;

/* Makes the pattern. To be called once. */
void
frame_prepare(void);

/* The message `number`, with the `types` of `count` descriptors. */
void
frame_make(frame_t *frame, uint32_t number, const uint8_t types[], size_t count,
           size_t payload_len);

/* Says that `count` descriptors may come out of band after it. */
void
frame_announce_urgent(frame_t *frame, size_t count);

/* Asks the receiver to send `chunks`. */
void
frame_ask(frame_t *frame, size_t chunks);

size_t
frame_len(const frame_t *frame);

#endif
