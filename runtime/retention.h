/*
 * Chunks in memory of the engine's come from malloc, and when garbage is collected they go back to
 * it, many at once. glibc gives what is free at the end of its heap to the kernel as soon as that
 * is more than a threshold, 128 KiB at first: the next chunks have it mapped and cleared anew, page
 * by page. So an environment that reads in bulk has the threshold raised, for the process and for
 * good, as freeing any large block does (mallopt(3), M_MMAP_THRESHOLD).
 */
#ifndef PIPE_RETENTION_H
#define PIPE_RETENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  /* How many bytes have come since `began`, in milliseconds of the loop's clock. */
  size_t bytes;
  uint64_t began;
  bool raised;
} pipe_retention_t;

/* A chunk of `len` bytes has been read, at `now` by the loop's clock. All zeroes at first. */
void
pipe_retention_count(pipe_retention_t *retention, size_t len, uint64_t now);

#endif
