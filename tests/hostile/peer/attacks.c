#include "attacks.h"

#include <sys/socket.h>
#include <unistd.h>

#include "cargo.h"
#include "must.h"
#include "nesting.h"
#include "reach.h"

/* What a receiver takes with one message; the rest is lost to it (I4). */
#define TAKEN 64

/* Conversations in conversations end somewhere. */
#define MAX_DEPTH 3

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Mostly a few descriptors, now and then as many as are taken. */
static size_t
some_descriptors(random_t *random) {
  if (random_once_in(random, 4)) return 0;
  if (random_once_in(random, 24)) return random_between(random, 9, TAKEN);
  return random_between(random, 1, 8);
}

/* Mostly a few bytes, now and then more than the receiver reads at once, or than a socket holds. */
static size_t
some_bytes(random_t *random) {
  if (random_once_in(random, 60)) return random_between(random, 4096, FRAME_MAX_PAYLOAD);
  return random_below(random, 300);
}

/* Makes a message with `count` descriptors of any kinds. */
static void
make(session_t *session, frame_t *frame, load_t *load, control_t *control, size_t count) {
  load->count = 0;
  control->len = 0;
  load_any(load, session->random, count);
  control_add_descriptors(control, load->fds, load->count);
  session_make(session, frame, load, some_bytes(session->random));
}

static void
send_message(session_t *session) {
  frame_t frame;
  load_t load;
  control_t control;
  make(session, &frame, &load, &control, some_descriptors(session->random));
  session_send(session, &frame, &load, &control);
}

static void
send_torn(session_t *session) {
  frame_t frame;
  load_t load;
  control_t control;
  make(session, &frame, &load, &control, some_descriptors(session->random));
  size_t len = random_between(session->random, 1, (uint32_t) frame_len(&frame) - 1);
  session_send_torn(session, &frame, &load, &control, len);
}

/* Some of the message, and nothing after it. */
static void
send_cut(session_t *session) {
  frame_t frame;
  load_t load;
  control_t control;
  make(session, &frame, &load, &control, some_descriptors(session->random));
  size_t len = random_between(session->random, 1, (uint32_t) frame_len(&frame) - 1);
  session_send_cut(session, &frame, &control, len);
  session->open = false;
}

/* More descriptors than the receiver takes: it is to end the conversation, and to tell why. */
static void
send_truncated(session_t *session) {
  frame_t frame;
  load_t load;
  control_t control;
  uint32_t count = random_between(session->random, TAKEN + 1, CONTROL_MAX_DESCRIPTORS);
  make(session, &frame, &load, &control, count);
  if (session_send(session, &frame, &load, &control)) {
    ledger_add(session->ledger, LEDGER_TRUNCATED, 1);
  }
}

static void
send_empty(session_t *session) {
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  load_any(&load, session->random, random_between(session->random, 1, 8));
  control_add_descriptors(&control, load.fds, load.count);
  session_send_empty(session, &control);
}

static void
send_urgent(session_t *session) {
  frame_t frame;
  load_t load;
  control_t control;
  load_t urgent = {.count = 0};
  control_t urgent_control = {.len = 0};
  size_t count = random_below(session->random, 4);
  for (size_t i = 0; i < count; i++)
    load_kind(&urgent, cargo_find("eventfd"));
  control_add_descriptors(&urgent_control, urgent.fds, urgent.count);
  make(session, &frame, &load, &control, some_descriptors(session->random));
  frame_announce_urgent(&frame, count);
  session_send(session, &frame, &load, &control);
  session_send_urgent(session, &urgent, &urgent_control);
}

/* SCM_RIGHTS twice: the kernel takes them for one. */
static void
send_rights_twice(session_t *session) {
  frame_t frame;
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  load_any(&load, session->random, random_between(session->random, 2, 8));
  control_add_descriptors(&control, load.fds, 1);
  control_add_credentials(&control);
  control_add_descriptors(&control, load.fds + 1, load.count - 1);
  session_make(session, &frame, &load, some_bytes(session->random));
  session_send(session, &frame, &load, &control);
}

static void
send_credentials(session_t *session) {
  frame_t frame;
  load_t load;
  control_t control;
  make(session, &frame, &load, &control, random_below(session->random, 3));
  control_add_credentials(&control);
  control_add_foreign(&control);
  session_send(session, &frame, &load, &control);
}

/* What the kernel refuses. The conversation goes on as if nothing had been. */
static void
send_malformed(session_t *session) {
  static void (*const add[])(control_t *) = {control_add_unknown, control_add_overlong};
  frame_t frame;
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  add[random_below(session->random, COUNT(add))](&control);
  session_make(session, &frame, &load, 1);
  session_send(session, &frame, &load, &control);
}

static void
send_too_many(session_t *session) {
  frame_t frame;
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  int fds[CONTROL_MAX_DESCRIPTORS + 1];
  for (size_t i = 0; i < COUNT(fds); i++)
    fds[i] = session->fd;
  control_add_descriptors(&control, fds, COUNT(fds));
  session_make(session, &frame, &load, 1);
  session_send(session, &frame, &load, &control);
}

/* Has the receiver write, handles among it, which is not going to be read for now. */
static void
ask(session_t *session) {
  frame_t frame;
  load_t load = {.count = 0};
  session_make(session, &frame, &load, 1);
  frame_ask(&frame, random_between(session->random, 1, 6));
  session_send(session, &frame, &load, NULL);
}

/* A socket that listens, and clients that connect to it: the receiver may have it by then. */
static void
send_listening(session_t *session) {
  frame_t frame;
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  load_kind(&load, cargo_find("tcp listening"));
  load_kind(&load, cargo_find("unix listening"));
  control_add_descriptors(&control, load.fds, load.count);
  session_make(session, &frame, &load, 1);
  session_send(session, &frame, &load, &control);
  for (size_t i = 0; i < load.count; i++) {
    int client = reach_socket(load.fds[i]);
    send(client, "hello", 5, MSG_NOSIGNAL);
    close(client);
  }
}

/* Puts as many of its own on their way as the kernel lets it. */
static void
crowd(session_t *session) {
  int fds[2];
  MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds));
  control_t control = {.len = 0};
  control_add_descriptors(&control, fds, 1);
  struct iovec part = {"x", 1};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = control.len};
  while (sendmsg(fds[1], &message, 0) == 1)
    continue;
  if (errno == ETOOMANYREFS) ledger_add(session->ledger, LEDGER_CROWDED, 1);
  close(fds[0]);
  close(fds[1]);
}

static void
half_close(session_t *session) {
  shutdown(session->fd, SHUT_WR);
  session->open = false;
}

typedef struct {
  void (*run)(session_t *session);
  uint32_t weight;
} attack_t;

static const attack_t attacks[] = {
  {send_message, 400},    {send_torn, 60},     {send_rights_twice, 30},
  {send_credentials, 30}, {send_empty, 20},    {send_urgent, 20},
  {send_malformed, 10},   {send_too_many, 5},  {ask, 10},
  {send_listening, 10},   {nest, 12},          {nest_and_tamper, 12},
  {nest_chain, 3},        {nest_itself, 3},    {send_own_end, 3},
  {strand_cycle, 3},      {send_truncated, 8}, {send_cut, 4},
  {half_close, 4},        {crowd, 2},
};

static uint32_t
total_weight(void) {
  uint32_t total = 0;
  for (size_t i = 0; i < COUNT(attacks); i++)
    total += attacks[i].weight;
  return total;
}

static void
attack(session_t *session) {
  uint32_t at = random_below(session->random, total_weight());
  size_t i = 0;
  while (at >= attacks[i].weight)
    at -= attacks[i++].weight;
  attacks[i].run(session);
}

static void
end(session_t *session) {
  if (random_once_in(session->random, 4)) {
    session_leave(session);
  } else {
    session_finish(session);
  }
}

void
talk_to_the_end(session_t *session, size_t count) {
  for (size_t i = 0; i < count && session->open; i++)
    send_message(session);
  end(session);
}

void
attack_to_the_end(session_t *session, size_t count) {
  if (session_depth(session) > MAX_DEPTH) {
    talk_to_the_end(session, count);
    return;
  }
  for (size_t i = 0; i < count && session->open; i++)
    attack(session);
  end(session);
}
