/* Descriptors of every kind, made as the input says. */
#ifndef FUZZ_SOCKETS_H
#define FUZZ_SOCKETS_H

#include "endpoints.h"

/* A descriptor that `object` may be offered: the fuzzer's, one that is taken, or no descriptor. */
int
sockets_offer(const object_t *object);

/* An open descriptor of any kind that is the fuzzer's, or -1. */
int
sockets_any(void);

/* Makes an end that leads nowhere of `fd`, which is nobody's. Returns it, or -1 if it cannot. */
int
sockets_single(int fd, bool shared);

/* Makes two ends of two descriptors, which are nobody's, and joins them. */
void
sockets_join(int a, int b, bool carries);

#endif
