/* Descriptors of every kind, made as the input says. */
#ifndef FUZZ_SOCKETS_H
#define FUZZ_SOCKETS_H

#include "endpoints.h"

/* Once: what TCP connections are made with. */
void
sockets_prepare(void);

/* A descriptor that `object` may be offered: the fuzzer's, one that is taken, or no descriptor. */
int
sockets_offer(const object_t *object);

/* An open descriptor of any kind that is the fuzzer's, or -1. */
int
sockets_any(void);

/* A fresh socket of the Internet, not connected, or -1; it is nobody's. */
int
sockets_internet(int type);

/* A connected pair of TCP sockets that leave no trace when closed. False without descriptors. */
bool
sockets_tcp_pair(int fds[2]);

/* Makes two ends of two descriptors, which are nobody's, and joins them. */
void
sockets_join(int a, int b, bool carries);

#endif
