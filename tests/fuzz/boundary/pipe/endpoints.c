#include "endpoints.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bytes.h"
#include "descriptors.h"
#include "input.h"
#include "report.h"

#define MAX_ENDPOINTS 64

static struct {
  endpoint_t all[MAX_ENDPOINTS];
  unsigned len;
  bool mixed;
} endpoints;

void
endpoints_begin(void) {
  memset(&endpoints, 0, sizeof(endpoints));
}

/* What has been written to a file is in it, in order, as far as it was written. */
static void
check_file(const endpoint_t *endpoint) {
  static uint8_t bytes[65536];
  uint64_t position = 0;
  ssize_t len;
  if (endpoint->witness < 0 || !endpoints_are_told(endpoint)) return;
  while ((len = pread(endpoint->witness, bytes, sizeof(bytes), (off_t) position)) > 0) {
    RULE(bytes_match(bytes, (size_t) len, endpoint->seed, position),
         "the bytes of a file are lost or out of order after %llu", (unsigned long long) position);
    position += (uint64_t) len;
  }
  RULE(position <= endpoint->sent, "a file has %llu bytes, of which %llu were written",
       (unsigned long long) position, (unsigned long long) endpoint->sent);
}

void
endpoints_end(void) {
  for (unsigned i = 0; i < endpoints.len; i++) {
    check_file(&endpoints.all[i]);
    descriptors_drop(endpoints.all[i].witness);
    endpoints_close(&endpoints.all[i]);
    free(endpoints.all[i].expected);
  }
}

endpoint_t *
endpoints_add(int fd) {
  if (endpoints.len == MAX_ENDPOINTS) return NULL;
  endpoint_t *endpoint = &endpoints.all[endpoints.len++];
  *endpoint =
    (endpoint_t){.fd = fd, .witness = -1, .readable = true, .writable = true, .prompt = true};
  endpoint->seed = (uint8_t) (endpoints.len * 37);
  return endpoint;
}

void
endpoints_join(endpoint_t *a, endpoint_t *b) {
  a->peer = b;
  b->peer = a;
}

endpoint_t *
endpoints_choose(void) {
  endpoint_t *found[MAX_ENDPOINTS];
  size_t count = 0;
  for (unsigned i = endpoints.len; i-- > 0;) {
    if (endpoints.all[i].fd >= 0) found[count++] = &endpoints.all[i];
  }
  return count == 0 ? NULL : found[input_below(count)];
}

endpoint_t *
endpoints_over(int fd) {
  for (unsigned i = 0; i < endpoints.len && fd >= 0; i++) {
    if (endpoints.all[i].fd == fd) return &endpoints.all[i];
  }
  return NULL;
}

endpoint_t *
endpoints_of(const object_t *stream) {
  for (unsigned i = 0; i < endpoints.len && stream != NULL; i++) {
    if (endpoints.all[i].stream == stream) return &endpoints.all[i];
  }
  return NULL;
}

void
endpoints_move_in(endpoint_t *endpoint, object_t *stream) {
  endpoint->fd = -1;
  endpoint->stream = stream;
}

void
endpoints_close(endpoint_t *endpoint) {
  if (endpoint->fd < 0) return;
  descriptors_drop(endpoint->fd);
  endpoint->fd = -1;
}

void
endpoints_mix(void) {
  endpoints.mixed = true;
}

bool
endpoints_are_told(const endpoint_t *endpoint) {
  return !endpoints.mixed && !endpoint->shared && !endpoint->lossy;
}

static void
check_expected(const endpoint_t *endpoint) {
  if (endpoint->deaf || endpoint->expected_first == endpoint->expected_end) return;
  RULE(endpoint->expected[endpoint->expected_first].position >= endpoint->received,
       "bytes arrive before a handle that was sent with them");
}

void
endpoints_receive(endpoint_t *endpoint, const void *bytes, size_t len) {
  endpoint->announced = 0;
  if (!endpoints_are_told(endpoint) || len == 0) return;
  if (!endpoint->learned) endpoint->peer_seed = bytes_seed(bytes);
  endpoint->learned = true;
  RULE(endpoint->peer == NULL || endpoint->peer->seed == endpoint->peer_seed,
       "bytes arrive from somewhere else");
  RULE(bytes_match(bytes, len, endpoint->peer_seed, endpoint->received),
       "bytes are lost or out of order: %zu of them after %llu", len,
       (unsigned long long) endpoint->received);
  endpoint->received += len;
  check_expected(endpoint);
}

void
endpoints_expect(endpoint_t *endpoint, uint64_t position, uv_handle_type type) {
  endpoint_t *peer = endpoint->peer;
  if (peer == NULL) return;
  if (peer->expected == NULL) peer->expected = calloc(MAX_EXPECTED, sizeof(*peer->expected));
  if (peer->expected_end == MAX_EXPECTED) peer->lossy = true;
  if (peer->lossy) return;
  peer->expected[peer->expected_end++] = (expected_t){.position = position, .type = type};
}

void
endpoints_announce(endpoint_t *endpoint, uv_handle_type type) {
  endpoint->announced++;
  if (endpoint->peer == NULL || !endpoints_are_told(endpoint)) return;
  RULE(endpoint->expected_first < endpoint->expected_end, "a handle arrives that nobody has sent");
  const expected_t *expected = &endpoint->expected[endpoint->expected_first++];
  RULE(expected->position >= endpoint->received, "a handle arrives after its bytes");
  RULE(expected->type == type, "a handle of type %d arrives in place of one of type %d", type,
       expected->type);
}

unsigned
endpoints_count(void) {
  return endpoints.len;
}

endpoint_t *
endpoints_at(unsigned index) {
  return &endpoints.all[index];
}
