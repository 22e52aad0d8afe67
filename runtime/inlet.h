/*
 * Where the bytes of a stream are read to, and how they are told: as chunks in memory of the
 * runtime's or of the engine's, or in memory that JavaScript has lent, which is theirs from the
 * start; or not told but written to another stream.
 */
#ifndef PIPE_INLET_H
#define PIPE_INLET_H

#include "stream.h"

struct pipe_inlet_s {
  /* The most bytes that the next read may bring; 0 where there is no memory for any. */
  size_t (*room)(pipe_stream_t *stream);
  /* Where a read that happens at once goes, before JavaScript runs; of no length without memory. */
  uv_buf_t (*memory)(pipe_stream_t *stream);
  /* Tells `len` bytes at `data`, which is what `memory` was; may give that away. */
  void (*tell)(pipe_stream_t *stream, uint8_t *data, size_t len);
  /* Tells `len` bytes at `data`, taken from the supply for a read that took its time, unless there
     is no memory for them any more: UV_ENOBUFS. */
  int (*hand_over)(pipe_stream_t *stream, uint8_t **data, size_t len);
};

/* That of every stream otherwise, until memory is lent. */
extern const pipe_inlet_t pipe_inlet_chunks;

/* That of every stream where the engine offers memory of its own for chunks. */
extern const pipe_inlet_t pipe_inlet_vessel;

extern const pipe_inlet_t pipe_inlet_loan;

/* That of a stream whose bytes are forwarded. */
extern const pipe_inlet_t pipe_inlet_forward;

#endif
