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

/* A peer over `fd` that passes handles and reads. */
peer_t *
ipc_peer(world_t *world, int fd, uint32_t read_buffer_size);

uv_handle_t *
handle_of(peer_t *peer);

/* Sends `handle` with one byte. */
void
send_handle(peer_t *from, uv_handle_t *handle);

/* As many descriptors as the kernel lets travel in one message (SCM_MAX_FD). */
#define MAX_SENT 253

/* Sends `fds`, at most MAX_SENT, with `len` bytes of 0 in one message, as a foreign program would.
 */
void
send_raw(int channel, const int fds[], size_t count, size_t len);

/* send_raw with `text` for its bytes and the same descriptor `count` times, or none. */
void
send_text(int channel, const char *text, int fd, size_t count);

/*
 * Takes one message off a blocking socket, closes the descriptors that came with it, and says how
 * many those were. Returns the number of bytes.
 */
size_t
receive_raw(int channel, void *bytes, size_t len, size_t *count);

/* An on_handle that accepts into the handle that is the peer's context. */
void
accept_into_context(peer_t *peer);

#endif
