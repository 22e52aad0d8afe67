/*
 * Descriptors that the loop is about to wait for in a new way. libuv aborts the process when the
 * kernel refuses that, as it does after a program has closed one underneath, or has had its number
 * given to a file. So they are looked at first, once a turn, just before libuv does.
 */
#ifndef PIPE_WATCHING_H
#define PIPE_WATCHING_H

#include <stdbool.h>
#include <uv.h>

#include "link.h"

typedef struct pipe_watch_s pipe_watch_t;

struct pipe_watch_s {
  pipe_link_t link;
  /* Tells libuv what is wanted by now, and returns the descriptor that the loop is going to wait
     for, or -1 where it waits for none, or for nothing new. */
  int (*settle)(pipe_watch_t *watch);
  /* The descriptor is gone: `settle` has to return -1 after this. */
  void (*lost)(pipe_watch_t *watch, int err);
  /* The descriptor is a socket that the loop has not waited for yet. */
  bool fresh;
  /* Called once before it does, to look what is there already; may be NULL. */
  void (*first)(pipe_watch_t *watch);
};

/* The watches of an environment that have changed since the loop last waited. */
typedef struct {
  uv_prepare_t prepare;
  pipe_link_t changed;
} pipe_watching_t;

/* Nothing to look at, on `loop`. Its handle is closed with uv_close. */
void
pipe_watching_init(pipe_watching_t *watching, uv_loop_t *loop);

/* A watch that has not changed. */
void
pipe_watch_init(pipe_watch_t *watch, int (*settle)(pipe_watch_t *watch),
                void (*lost)(pipe_watch_t *watch, int err));

/*
 * The descriptor is a socket that nobody else can have made the loop wait for. One that libuv has
 * not added yet can be added, whatever has become of it, as long as it is a socket.
 */
void
pipe_watch_begin(pipe_watch_t *watch, void (*first)(pipe_watch_t *watch));

/* To be called after libuv has been told to wait for more, or `settle` has something to tell it. */
void
pipe_watching_change(pipe_watching_t *watching, pipe_watch_t *watch);

/* Does not look at `watch` any more; its handle is being closed. */
void
pipe_watching_forget(pipe_watch_t *watch);

#endif
