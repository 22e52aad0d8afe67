/* Descriptors to send: one of every kind that a process comes by without special rights. */
#ifndef HOSTILE_CARGO_H
#define HOSTILE_CARGO_H

#include <stddef.h>
#include <stdint.h>

#include "random.h"

/* What libuv calls them, uv_guess_handle. */
enum {
  CARGO_UNKNOWN = 0,
  CARGO_PIPE = 7,
  CARGO_TCP = 12,
  CARGO_TERMINAL = 14,
  CARGO_UDP = 15,
  CARGO_FILE = 17,
};

/* The number of kinds. */
extern const size_t cargo_kinds;

/* Opens one of each kind. They stay open, and are sent again and again. */
void
cargo_open(void);

/* A kind by chance. */
size_t
cargo_pick(random_t *random);

/* The kind called `name`, which there is. */
size_t
cargo_find(const char *name);

int
cargo_descriptor(size_t kind);

uint8_t
cargo_type(size_t kind);

const char *
cargo_name(size_t kind);

#endif
