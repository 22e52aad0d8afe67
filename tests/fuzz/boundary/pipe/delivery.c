#include "delivery.h"

#include <string.h>

#include "endpoints.h"
#include "lending.h"
#include "report.h"
#include "vocabulary.h"

/* As many handles as may be held at a time. */
#define MAX_HELD 64

static struct {
  bool passes_handles[MAX_OBJECTS];
  /* The turn of the loop in which a stream was paused by its handle's listener; 0 for never. */
  unsigned paused[MAX_OBJECTS];
  /* Whose callback runs, and what may be accepted meanwhile. */
  const object_t *current;
  bool handles;
  bool on_offer;
} delivery;

void
delivery_begin(void) {
  memset(&delivery, 0, sizeof(delivery));
}

static void
accept_once(const object_t *object) {
  RULE(delivery.current == object && delivery.on_offer, "%s %u accepts what nobody offers",
       object->native->name, object->index);
  delivery.on_offer = false;
}

void
delivery_called(object_t *object, const boundary_op_t *op, const boundary_value_t args[]) {
  if (vocabulary_is_op(op, "Stream.init")) {
    delivery.passes_handles[object->index] = args[0].boolean;
  } else if (vocabulary_is_op(op, "Stream.accept") || vocabulary_is_op(op, "Listener.accept")) {
    accept_once(object);
  } else if (vocabulary_is_op(op, "Stream.pause") && delivery.current == object &&
             delivery.handles) {
    delivery.paused[object->index] = session.turns;
  }
}

bool
delivery_excuses(const object_t *object, size_t callback) {
  unsigned *paused = &delivery.paused[object->index];
  bool excused = *paused == session.turns;
  /* The handles and the bytes of one message. */
  if (vocabulary_is_callback(object->native, callback, "Stream.read") ||
      vocabulary_is_callback(object->native, callback, "Stream.filled"))
    *paused = 0;
  return excused;
}

/* After an end or an error there is nothing more to read until it is asked for. */
static void
observe_read(object_t *stream, const boundary_value_t args[]) {
  endpoint_t *endpoint = endpoints_of(stream);
  RULE(args[0].error == 0 || !args[1].chunk.present, "an error comes with bytes");
  if (args[1].chunk.present) {
    RULE(args[1].chunk.len > 0, "a chunk is empty");
    if (endpoint != NULL) endpoints_receive(endpoint, args[1].chunk.data, args[1].chunk.len);
    return;
  }
  stream->started &= ~(vocabulary_bit(READ) | vocabulary_bit(FILLED) | vocabulary_bit(HANDLE));
  if (endpoint == NULL) return;
  endpoint->announced = 0;
  /* ENOBUFS: what was to hold the bytes has been taken away while they were under way. */
  if (args[0].error == UV_EMFILE || args[0].error == UV_ENOBUFS) endpoint->lossy = true;
}

static void
observe_filled(const object_t *stream, size_t len) {
  endpoint_t *endpoint = endpoints_of(stream);
  const void *bytes = lending_filled(stream, len);
  if (endpoint != NULL) endpoints_receive(endpoint, bytes, len);
}

static void
observe_handle(const object_t *stream, uv_handle_type type) {
  endpoint_t *endpoint = endpoints_of(stream);
  RULE(delivery.passes_handles[stream->index], "a handle arrives where none is to");
  if (endpoint == NULL) return;
  endpoints_announce(endpoint, type);
  RULE(endpoint->announced <= MAX_HELD, "%u handles are held at a time", endpoint->announced);
}

void
delivery_observed(object_t *object, size_t callback, const boundary_value_t args[]) {
  delivery.current = object;
  delivery.handles = vocabulary_is_callback(object->native, callback, "Stream.handle");
  delivery.on_offer =
    delivery.handles ||
    (vocabulary_is_callback(object->native, callback, "Listener.connection") && args[0].error == 0);
  if (delivery.handles) observe_handle(object, (uv_handle_type) args[0].number);
  if (vocabulary_is_callback(object->native, callback, "Stream.read")) observe_read(object, args);
  if (vocabulary_is_callback(object->native, callback, "Stream.filled"))
    observe_filled(object, (size_t) args[0].u64);
}

void
delivery_left(void) {
  delivery.current = NULL;
  delivery.on_offer = false;
  delivery.handles = false;
}

bool
delivery_passes_handles(const object_t *stream) {
  return delivery.passes_handles[stream->index];
}
