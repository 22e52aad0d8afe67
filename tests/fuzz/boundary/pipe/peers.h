/* What others do at the other ends of connections. */
#ifndef FUZZ_PEERS_H
#define FUZZ_PEERS_H

#include "endpoints.h"

/* Receives one message of at most `len` bytes at an end in the fuzzer's hand. Returns how many
   bytes that were. */
size_t
peers_receive(endpoint_t *endpoint, size_t len);

#endif
