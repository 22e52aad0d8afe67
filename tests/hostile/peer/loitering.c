#include "loitering.h"

#include <sys/socket.h>
#include <unistd.h>

#include "cargo.h"
#include "nesting.h"
#include "reach.h"

static void
silent(session_t *session) {
  (void) session;
}

/* With as many descriptors as are taken at once. */
static void
send_frame(session_t *session, size_t count, size_t payload_len, size_t chunks) {
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  frame_t frame;
  load_any(&load, session->random, count);
  control_add_descriptors(&control, load.fds, load.count);
  session_make(session, &frame, &load, payload_len);
  frame_ask(&frame, chunks);
  session_send(session, &frame, &load, &control);
}

static void
unfinished(session_t *session) {
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  frame_t frame;
  load_any(&load, session->random, 5);
  control_add_descriptors(&control, load.fds, load.count);
  session_make(session, &frame, &load, 100);
  session_send_cut(session, &frame, &control, 50);
}

static void
unread(session_t *session) {
  for (int i = 0; i < 20; i++)
    send_frame(session, 64, 100, 0);
}

static void
truncated(session_t *session) {
  send_frame(session, CONTROL_MAX_DESCRIPTORS, 100, 0);
}

static void
urgent(session_t *session) {
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  send_frame(session, 1, 10, 0);
  session_send_urgent(session, &load, &control);
}

static void
half_closed(session_t *session) {
  send_frame(session, 2, 100, 0);
  shutdown(session->fd, SHUT_WR);
}

/* Deaf, and not even half closed. */
static void
deaf(session_t *session) {
  send_frame(session, 0, 100, 16);
}

static void
deaf_and_half_closed(session_t *session) {
  send_frame(session, 1, 100, 16);
  shutdown(session->fd, SHUT_WR);
}

/* Whatever is written to it fails, and what it has sent is still to be read. */
static void
refuses_to_read(session_t *session) {
  send_frame(session, 3, 100, 4);
  shutdown(session->fd, SHUT_RD);
}

static void
shut_both_ways(session_t *session) {
  send_frame(session, 3, 100, 0);
  shutdown(session->fd, SHUT_RDWR);
}

static void
gone(session_t *session) {
  send_frame(session, 8, 100, 1);
  close(session->fd);
}

/* There is somebody to be accepted, and nobody who could. */
static void
listening(session_t *session) {
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  frame_t frame;
  load_kind(&load, cargo_find("tcp listening"));
  load_kind(&load, cargo_find("unix listening"));
  control_add_descriptors(&control, load.fds, load.count);
  session_make(session, &frame, &load, 1);
  session_send(session, &frame, &load, &control);
  for (size_t i = 0; i < load.count; i++)
    reach_socket(load.fds[i]);
}

static void (*const states[])(session_t *) = {
  silent,         unfinished,           unread,          truncated,      urgent, half_closed,
  deaf,           deaf_and_half_closed, refuses_to_read, shut_both_ways, gone,   listening,
  nest_and_block,
};

void
loiter(session_t *session, uint64_t number) {
  states[number % (sizeof(states) / sizeof(states[0]))](session);
}
