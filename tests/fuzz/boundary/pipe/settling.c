#include "settling.h"

#include "clock.h"
#include "descriptors.h"
#include "endpoints.h"
#include "peers.h"
#include "report.h"
#include "vocabulary.h"

#define MAX_ROUNDS 64
/* More than the rounds in which a client that waits for room gives up. */
#define QUIET_ROUNDS 10
/* All rounds together are longer than any patience. */
#define ROUND 500
#define CHUNK 262144

static uint64_t
drain(void) {
  uint64_t total = 0;
  for (unsigned i = 0; i < endpoints_count(); i++) {
    endpoint_t *endpoint = endpoints_at(i);
    if (endpoint->fd < 0 || endpoint->peer == NULL) continue;
    for (size_t received = CHUNK; received > 0; total += received)
      received = peers_receive(endpoint, CHUNK);
  }
  return total;
}

/* True when nothing moves any more; a stream that reads byte by byte may take too long for that. */
static bool
serve_all(void) {
  int quiet = 0;
  for (int round = 0; round < MAX_ROUNDS && quiet < QUIET_ROUNDS; round++) {
    uint64_t before = session.observed;
    clock_advance(ROUND);
    session_turn();
    bool moved = drain() > 0 || session.observed != before;
    quiet = moved ? 0 : quiet + 1;
  }
  return quiet == QUIET_ROUNDS;
}

/* Whether somebody reads what is written there. */
static bool
is_served(const endpoint_t *endpoint) {
  if (endpoint->is_file) return true;
  const endpoint_t *peer = endpoint->peer;
  if (peer == NULL || peer->stream != NULL || !endpoint->prompt) return false;
  /* A copy of a descriptor that is closed may travel on in a message, which nobody takes. */
  return peer->fd >= 0 || !peer->shared;
}

static void
check_requests(const object_t *stream, const endpoint_t *endpoint) {
  RULE((stream->awaited & vocabulary_bit(CONNECT)) == 0, "stream %u connects for ever",
       stream->index);
  if (endpoint == NULL) return;
  if (!is_served(endpoint)) return;
  RULE((stream->awaited & vocabulary_bit(WRITE)) == 0, "stream %u writes for ever", stream->index);
  RULE((stream->awaited & vocabulary_bit(END)) == 0, "stream %u ends for ever", stream->index);
}

static void
check_arrival(const object_t *stream, const endpoint_t *endpoint) {
  bool reads = (stream->started & vocabulary_bit(READ)) != 0;
  if (!reads || endpoint == NULL || endpoint->peer == NULL) return;
  if (endpoint->peer->stream != NULL || !endpoint->prompt || !endpoints_are_told(endpoint)) return;
  RULE(endpoint->received == endpoint->peer->sent, "stream %u has received %llu of %llu bytes",
       stream->index, (unsigned long long) endpoint->received,
       (unsigned long long) endpoint->peer->sent);
}

void
settling_run(void) {
  descriptors_restore();
  if (!serve_all()) return;
  for (unsigned i = 0; i < objects_count(); i++) {
    const object_t *object = objects_at(i);
    if (object->native != vocabulary_stream() || object->closing || object->closed) continue;
    const endpoint_t *endpoint = endpoints_of(object);
    check_requests(object, endpoint);
    check_arrival(object, endpoint);
  }
}
