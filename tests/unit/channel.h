/* Two streams that pass handles. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include "harness.h"

typedef struct {
  peer_t *from;
  /* Reads. */
  peer_t *to;
} channel_t;

channel_t
make_channel(world_t *world);

void
close_channel(channel_t channel);

/* One end as a peer that reads; `raw` is the other, for the test to drive itself. */
peer_t *
half_channel(world_t *world, int *raw);

uv_handle_t *
handle_of(peer_t *peer);

/* Sends `handle` with one byte. */
void
send_handle(peer_t *from, uv_handle_t *handle);

/* Sends `fds`, at most 16, with `len` bytes in one message, as a foreign program would. */
void
send_raw(int channel, const int fds[], size_t count, size_t len);

/* An on_handle that accepts into the handle that is the peer's context. */
void
accept_into_context(peer_t *peer);

#endif
