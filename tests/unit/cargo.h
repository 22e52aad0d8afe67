/* Descriptors of every kind that a peer may send. */
#ifndef CARGO_H
#define CARGO_H

#include "harness.h"

typedef struct {
  const char *name;
  /* What it is announced as. */
  uv_handle_type type;
  int fd;
  /* Whatever has to stay open for `fd` to be of use, or -1: a pipe's other end. */
  int rest;
} cargo_t;

/* How many kinds there are. */
#define CARGO_KINDS 17

/* One of each kind, non-blocking or not as they come, close-on-exec. Makes files. */
void
make_cargo(cargo_t cargo[CARGO_KINDS]);

void
close_cargo(cargo_t cargo[CARGO_KINDS]);

/* The one of that name. */
const cargo_t *
find_cargo(const cargo_t cargo[CARGO_KINDS], const char *name);

#endif
