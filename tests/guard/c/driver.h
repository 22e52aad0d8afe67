/*
 * What the operations stand on: a loop with an environment, and streams that count what they are
 * told. Whatever fails ends the program with a message.
 */
#ifndef DRIVER_H
#define DRIVER_H

#include "pipe.h"

#include <stdbool.h>
#include <stddef.h>

#define KIB 1024

/* A stream, and how often it has been called back. */
typedef struct {
  pipe_stream_t *stream;
  int connects;
  int writes;
  int ends;
  int closes;
  size_t received;
  bool ended;
  /* What to do with a handle, if it is to be anything. */
  void (*on_handle)(pipe_stream_t *stream);
} peer_t;

typedef struct {
  uv_loop_t loop;
  pipe_env_t *env;
  pipe_listener_t *listener;
  int connections;
  int listeners_closed;
  bool destroyed;
} world_t;

/* The one loop and environment of the program. */
extern world_t world;

void
open_world(void);

/* Closes what is left, and the loop. */
void
close_world(void);

/* Turns the loop until CONDITION holds. */
#define RUN_UNTIL(condition)                                                                       \
  while (!(condition))                                                                             \
  run_once()

void
run_once(void);

/* Ends the program unless RESULT, of WHAT, is a success. */
void
check(int result, const char *what);

/* PEER as a stream that is not open yet. */
void
init_peer(peer_t *peer, bool ipc);

/* PEER over FD. */
void
open_peer(peer_t *peer, int fd, bool ipc);

/* Closes PEER and waits for it. */
void
close_peer(peer_t *peer);

/* Sends what the kernel takes at once, which must be all of it. */
void
send_now(peer_t *peer, const char *bytes, size_t length, uv_handle_t *handle);

/* LENGTH bytes to send; they stay. */
const char *
bytes_to_send(size_t length);

/* Reads LENGTH bytes from a descriptor, or writes them, with nothing of the runtime. */
void
read_raw(int fd, size_t length);

void
write_raw(int fd, size_t length);

#endif
