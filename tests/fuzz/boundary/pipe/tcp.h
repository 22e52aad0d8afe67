/* TCP over the loopback. */
#ifndef FUZZ_TCP_H
#define FUZZ_TCP_H

#include <stdbool.h>

/* Once: what connections are made with. */
void
tcp_prepare(void);

/* A fresh socket of the Internet, of that type and not connected, or -1. */
int
tcp_socket(int type);

/* A connected pair of sockets that leave no trace when closed. False without descriptors. */
bool
tcp_pair(int fds[2]);

#endif
