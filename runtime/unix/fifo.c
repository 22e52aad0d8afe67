#include "unix/fifo.h"

#include <fcntl.h>

#ifdef F_SETPIPE_SZ

/* In bytes, and of the 64 MiB that a user has for all FIFOs (pipe-user-pages-soft in proc(5)). */
#define WIDE 262144

void
pipe_fifo_widen(int fd) {
  int capacity = fcntl(fd, F_GETPIPE_SZ);
  if (capacity > 0 && capacity < WIDE) fcntl(fd, F_SETPIPE_SZ, WIDE);
}

#else

void
pipe_fifo_widen(int fd) {
  (void) fd;
}

#endif
