#include "connecting.h"

#include <stdlib.h>

#include "polled.h"
#include "stream.h"
#include "unix/descriptor.h"
#include "unix/socket.h"

/* How long a queue may stay full before EAGAIN is an error (N6), in milliseconds. */
#define PATIENCE 1000

/* How many rounds it takes at least to tell a full queue from a loop that stood still meanwhile:
 * one that was busy for a second has not let a server of its own accept anybody. */
#define FEWEST_ROUNDS 8

/* The pause between two rounds, in milliseconds; it doubles while nobody gets through. */
#define SHORTEST_DELAY 1
#define LONGEST_DELAY  16

/* How many full queues a round remembers; at any others each waiting stream knocks by itself. */
#define MAX_LANES 8

struct pipe_connecting_s {
  pipe_link_t link;
  pipe_stream_t *stream;
  pipe_address_t address;
  /* The loop's time from which patience is counted. */
  uint64_t since;
  /* The rounds since then. */
  unsigned rounds;
  int err;
};

/* What a round has learned about one address. */
typedef struct {
  const pipe_address_t *address;
  bool full;
  /* Somebody has got through: the server is alive, and those behind start waiting anew. */
  bool moving;
} lane_t;

typedef struct {
  lane_t lanes[MAX_LANES];
  size_t len;
} round_t;

static lane_t *
lane_of(round_t *round, const pipe_address_t *address) {
  for (size_t i = 0; i < round->len; i++) {
    if (pipe_address_equal(round->lanes[i].address, address)) return &round->lanes[i];
  }
  if (round->len == MAX_LANES) return NULL;
  round->lanes[round->len] = (lane_t){.address = address};
  return &round->lanes[round->len++];
}

/* Connects once. A socket that met a full queue is not kept: waiting costs no descriptor. */
static int
attempt(pipe_connecting_t *connecting) {
  int fd;
  int err = pipe_socket_create(&fd);
  if (err != 0) return err;
  err = pipe_socket_connect(fd, &connecting->address);
  if (err == 0) err = uv_pipe_open(&connecting->stream->pipe, fd);
  if (err == 0)
    pipe_polled_begin_connected(connecting->stream);
  else
    pipe_descriptor_close(fd);
  return err;
}

static void
settle(pipe_connecting_t *connecting, int err) {
  pipe_link_remove(&connecting->link);
  connecting->err = err;
  pipe_stream_defer(connecting->stream, PIPE_STREAM_DUE_CONNECT, true);
}

/* Lets the waiting streams try in order; no callback runs in here. Returns whether one got through.
 */
static bool
try_all(pipe_connector_t *connector, round_t *round) {
  bool progress = false;
  pipe_link_t *next;
  for (pipe_link_t *link = connector->waiting.next; link != &connector->waiting; link = next) {
    next = link->next;
    pipe_connecting_t *connecting = pipe_container(link, pipe_connecting_t, link);
    lane_t *lane = lane_of(round, &connecting->address);
    if (lane != NULL && lane->full) continue;
    int err = attempt(connecting);
    if (err == UV_EAGAIN) {
      if (lane != NULL) lane->full = true;
      continue;
    }
    if (err == 0) progress = true;
    if (err == 0 && lane != NULL) lane->moving = true;
    settle(connecting, err);
  }
  return progress;
}

static void
start_waiting(pipe_connecting_t *connecting, uint64_t now) {
  connecting->since = now;
  connecting->rounds = 0;
}

static void
give_up_the_impatient(pipe_connector_t *connector, round_t *round, uint64_t now) {
  pipe_link_t *next;
  for (pipe_link_t *link = connector->waiting.next; link != &connector->waiting; link = next) {
    next = link->next;
    pipe_connecting_t *connecting = pipe_container(link, pipe_connecting_t, link);
    lane_t *lane = lane_of(round, &connecting->address);
    if (lane != NULL && lane->moving) start_waiting(connecting, now);
    connecting->rounds++;
    if (connecting->rounds < FEWEST_ROUNDS) continue;
    if (now - connecting->since >= PATIENCE) settle(connecting, UV_EAGAIN);
  }
}

static void
on_round(uv_timer_t *timer) {
  pipe_connector_t *connector = pipe_container(timer, pipe_connector_t, timer);
  round_t round = {.len = 0};
  bool progress = try_all(connector, &round);
  give_up_the_impatient(connector, &round, uv_now(timer->loop));
  if (pipe_link_alone(&connector->waiting)) return;
  connector->delay = progress ? SHORTEST_DELAY : connector->delay * 2;
  if (connector->delay > LONGEST_DELAY) connector->delay = LONGEST_DELAY;
  uv_timer_start(timer, on_round, connector->delay, 0);
}

static void
wait_for_room(pipe_connector_t *connector, pipe_connecting_t *connecting) {
  uv_loop_t *loop = connector->timer.loop;
  if (pipe_link_alone(&connector->waiting)) {
    /* The loop's time may be that of long ago, if this turn has been a long one. */
    uv_update_time(loop);
    connector->delay = SHORTEST_DELAY;
    uv_timer_start(&connector->timer, on_round, connector->delay, 0);
  }
  start_waiting(connecting, uv_now(loop));
  pipe_link_append(&connector->waiting, &connecting->link);
}

/* True when the last in the queue waits for the same server: then this one is behind it. */
static bool
has_to_queue(const pipe_connector_t *connector, const pipe_connecting_t *connecting) {
  if (pipe_link_alone(&connector->waiting)) return false;
  const pipe_connecting_t *last = pipe_container(connector->waiting.prev, pipe_connecting_t, link);
  return pipe_address_equal(&last->address, &connecting->address);
}

void
pipe_connector_init(pipe_connector_t *connector, uv_loop_t *loop) {
  uv_timer_init(loop, &connector->timer);
  pipe_link_init(&connector->waiting);
  connector->delay = SHORTEST_DELAY;
}

int
pipe_stream_connect(pipe_stream_t *stream, const char *path, size_t path_len) {
  int err = pipe_stream_check_vacant(stream);
  if (err != 0) return err;
  pipe_connecting_t *connecting = calloc(1, sizeof(*connecting));
  if (connecting == NULL) return UV_ENOMEM;
  pipe_link_init(&connecting->link);
  connecting->stream = stream;
  stream->connecting = connecting;
  pipe_connector_t *connector = &stream->env->connector;
  err = pipe_address_from_path(&connecting->address, path, path_len);
  if (err == 0) err = has_to_queue(connector, connecting) ? UV_EAGAIN : attempt(connecting);
  if (err == UV_EAGAIN) {
    wait_for_room(connector, connecting);
  } else {
    settle(connecting, err);
  }
  return 0;
}

void
pipe_connecting_finish(pipe_stream_t *stream) {
  int err = stream->connecting->err;
  pipe_connecting_cancel(stream);
  stream->env->callbacks.stream.connect(stream, err);
}

void
pipe_connecting_cancel(pipe_stream_t *stream) {
  pipe_connecting_t *connecting = stream->connecting;
  if (connecting == NULL) return;
  pipe_connector_t *connector = &stream->env->connector;
  pipe_link_remove(&connecting->link);
  stream->connecting = NULL;
  free(connecting);
  if (pipe_link_alone(&connector->waiting)) uv_timer_stop(&connector->timer);
}
