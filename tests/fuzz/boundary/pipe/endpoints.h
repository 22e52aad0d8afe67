/*
 * Ends of connections, FIFOs and files: in the fuzzer's hand, or opened into a stream. An end knows
 * what it has sent and received, and, where that is known, its other end.
 */
#ifndef FUZZ_ENDPOINTS_H
#define FUZZ_ENDPOINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "objects.h"

/* Messages with descriptors that one end has not received yet. */
#define MAX_EXPECTED 2048

typedef struct {
  uint64_t position;
  uv_handle_type type;
} expected_t;

typedef struct endpoint_s {
  /* Of the fuzzer's, or -1. */
  int fd;
  /* What it has been opened into, or NULL. */
  object_t *stream;
  struct endpoint_s *peer;
  bool readable;
  bool writable;
  /* A Unix domain stream socket: descriptors can travel over it. */
  bool carries;
  /* What is sent arrives at once. */
  bool prompt;
  /* A regular file. */
  bool is_file;
  /* A second descriptor of the file that is written to, or -1. */
  int witness;
  /* Its stream passes no handles on. */
  bool deaf;
  /* Several write to it or read from it, or its bytes are of other origin: they tell nothing. */
  bool shared;
  uint8_t seed;
  uint64_t sent;
  bool learned;
  uint8_t peer_seed;
  uint64_t received;
  /* Messages have been lost on the way, as they may be. */
  bool lossy;
  expected_t *expected;
  size_t expected_first;
  size_t expected_end;
  /* Handles announced since bytes have last come. */
  unsigned announced;
} endpoint_t;

/* Forgets all ends. */
void
endpoints_begin(void);

/* Closes the fuzzer's ends, and checks what has become of files. */
void
endpoints_end(void);

/* An end over `fd`, which is the fuzzer's, or over nothing yet (-1). NULL where there are enough.
 */
endpoint_t *
endpoints_add(int fd);

/* Two ends that lead to each other. */
void
endpoints_join(endpoint_t *a, endpoint_t *b);

/* One that is in the fuzzer's hand, as the input says, or NULL. */
endpoint_t *
endpoints_choose(void);

/* The one over the descriptor, or NULL. */
endpoint_t *
endpoints_over(int fd);

/* The one that has been opened into a stream, or NULL. */
endpoint_t *
endpoints_of(const object_t *stream);

/* `endpoint` is `stream`'s from here on. */
void
endpoints_move_in(endpoint_t *endpoint, object_t *stream);

/* Closes the fuzzer's end. */
void
endpoints_close(endpoint_t *endpoint);

/* From here on nothing can be told from what arrives anywhere: two share a connection. */
void
endpoints_mix(void);

/* True if what arrives at `endpoint` can be told. */
bool
endpoints_are_told(const endpoint_t *endpoint);

/* These bytes have arrived. */
void
endpoints_receive(endpoint_t *endpoint, const void *bytes, size_t len);

/* A handle of `type` goes off with the byte at `position` of what `endpoint` sends. */
void
endpoints_expect(endpoint_t *endpoint, uint64_t position, uv_handle_type type);

/* A handle of `type` has arrived, and has not been followed by its bytes. */
void
endpoints_announce(endpoint_t *endpoint, uv_handle_type type);

/* How many there are, open or not. */
unsigned
endpoints_count(void);

/* The one with that index. */
endpoint_t *
endpoints_at(unsigned index);

#endif
