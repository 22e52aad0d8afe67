#include "world.h"

#include <string.h>

#include "bytes.h"
#include "delivery.h"
#include "endpoints.h"
#include "handles.h"
#include "paths.h"
#include "report.h"
#include "sending.h"
#include "servers.h"
#include "settling.h"
#include "sockets.h"
#include "tcp.h"
#include "vocabulary.h"

void
world_prepare(void) {
  vocabulary_prepare();
  bytes_prepare();
  tcp_prepare();
  paths_prepare();
}

void
world_begin(void) {
  paths_enter();
  endpoints_begin();
  handles_begin();
  servers_begin();
  delivery_begin();
}

void
world_settle(void) {
  settling_run();
}

void
world_close_handles(void) {
  handles_close();
}

void
world_end(void) {
  handles_end();
  servers_check_files();
  servers_end();
  endpoints_end();
  paths_leave();
}

int
world_descriptor(const object_t *object) {
  return sockets_offer(object);
}

void
world_take_descriptors(const boundary_op_t *op, const int fds[], size_t count) {
  RULE(count == 2, "%s brings %zu descriptors", op->name, count);
  bool two_way = vocabulary_is_op(op, "Stream.socketpair");
  sockets_join(fds[0], fds[1], two_way);
  endpoint_t *a = endpoints_over(fds[0]), *b = endpoints_over(fds[1]);
  if (two_way || a == NULL || b == NULL) return;
  a->writable = b->readable = false;
}

size_t
world_string(char *text, size_t capacity) {
  return paths_draw(text, capacity);
}

uv_handle_t *
world_handle(const object_t *object) {
  return handles_draw(object);
}

/* Connected to somebody who is not known here. */
static void
add_connection(object_t *stream) {
  endpoint_t *endpoint = endpoints_add(-1);
  if (endpoint == NULL) {
    endpoints_mix();
    return;
  }
  endpoint->carries = true;
  endpoint->deaf = !delivery_passes_handles(stream);
  endpoints_move_in(endpoint, stream);
}

static void
open_endpoint(object_t *stream, int fd, uint32_t access) {
  endpoint_t *endpoint = endpoints_over(fd);
  RULE(endpoint != NULL, "descriptor %d opens, and is none of the fuzzer's", fd);
  endpoint->deaf = !delivery_passes_handles(stream);
  endpoints_move_in(endpoint, stream);
  uint32_t expected = (endpoint->readable ? 1U : 0) | (endpoint->writable ? 2U : 0);
  bool known = endpoint->peer != NULL || endpoint->is_file;
  RULE(!known || (access & 3) == expected, "an end opens as %u, and is %u", access, expected);
}

/* From here on not all that arrives at `from` is told, and more may arrive beyond `to`. */
static void
begin_forwarding(const object_t *from, const object_t *to) {
  endpoint_t *source = endpoints_of(from), *target = endpoints_of(to);
  if (source == NULL || target == NULL) {
    endpoints_mix();
    return;
  }
  source->lossy = target->lossy = true;
  if (target->peer != NULL) target->peer->lossy = true;
}

void
world_called(object_t *object, const boundary_op_t *op, const boundary_value_t args[], int err,
             const boundary_value_t results[]) {
  if (err != 0) return;
  delivery_called(object, op, args);
  if (vocabulary_is_op(op, "Stream.open")) {
    open_endpoint(object, args[0].i32, results[0].u32);
  } else if (vocabulary_is_op(op, "Listener.accept")) {
    add_connection(vocabulary_stream()->data(args[0].object));
  } else if (vocabulary_is_op(op, "Stream.forward")) {
    begin_forwarding(object, vocabulary_stream()->data(args[0].object));
  } else if (vocabulary_is_op(op, "Stream.tryWrite")) {
    sending_sent(object, args, results[0].u64);
  } else if (vocabulary_is_op(op, "Stream.write")) {
    sending_queued(object, args);
  }
}

bool
world_excuses(const object_t *object, size_t callback) {
  return delivery_excuses(object, callback);
}

void
world_fill(const object_t *object, const uv_buf_t chunks[], size_t count) {
  sending_fill(object, chunks, count);
}

void
world_observed(object_t *object, size_t callback, const boundary_value_t args[]) {
  if (vocabulary_is_callback(object->native, callback, "Stream.connect") && args[0].error == 0) {
    add_connection(object);
  }
  delivery_observed(object, callback, args);
}

void
world_left(void) {
  delivery_left();
}
