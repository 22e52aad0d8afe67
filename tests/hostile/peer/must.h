/* Ends the process with what went wrong where something fails that a test cannot do without. */
#ifndef HOSTILE_MUST_H
#define HOSTILE_MUST_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The value of `call`, which is not negative. */
#define MUST(call) must((call), #call, __FILE__, __LINE__)

static inline int
must(int result, const char *call, const char *file, int line) {
  if (result >= 0) return result;
  fprintf(stderr, "hostile-peer: %s:%d: %s: %s\n", file, line, call, strerror(errno));
  exit(2);
}

#endif
