/*
 * A listening socket's life. The socket is the runtime's own and libuv only waits for it: libuv
 * would remove the socket's file on close whoever had bound it by then, and would not let a client
 * be turned away when descriptors run out.
 */
#ifndef PIPE_LISTENER_H
#define PIPE_LISTENER_H

#include <stdatomic.h>

#include "env.h"
#include "link.h"
#include "pipe.h"
#include "unix/socket_file.h"

/* Bits of pipe_listener_s.flags. */
enum {
  PIPE_LISTENER_CLOSING = 0x1,
  PIPE_LISTENER_UNREFED = 0x2,
  /* `poll` is a handle of the loop. */
  PIPE_LISTENER_POLLING = 0x4,
  /* `reported` is valid. */
  PIPE_LISTENER_REPORTED = 0x8,
  /* Clients of other users than `owner` are not announced. */
  PIPE_LISTENER_OWNER_ONLY = 0x10,
};

struct pipe_listener_s {
  uv_poll_t poll;
  /* Runs while accepting is suspended. */
  uv_timer_t rest;
  pipe_env_t *env;
  void *data;
  pipe_id_t id;
  atomic_uint references;
  unsigned flags;
  pipe_link_t link;
  pipe_watch_t watch;
  /* -1 unless it listens. */
  int fd;
  /* The connection that is being announced, or -1. */
  int pending;
  /* Handles that are still to be closed. */
  unsigned closing;
  /* When a shed connection was last reported, in the loop's time. */
  uint64_t reported;
  pipe_socket_file_t file;
  /* The process's user when it began to listen. */
  uid_t owner;
};

/* Waits for clients. */
void
pipe_listener_watch(pipe_listener_t *listener);

/* Accepts whoever is waiting; the callback of the poll handle. */
void
pipe_listener_on_ready(uv_poll_t *poll, int status, int events);

#endif
