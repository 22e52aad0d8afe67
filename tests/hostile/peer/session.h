/* One conversation with the receiver, and what has been said in it. */
#ifndef HOSTILE_SESSION_H
#define HOSTILE_SESSION_H

#include <stdbool.h>

#include "frame.h"
#include "ledger.h"
#include "random.h"

/* How long the receiver's answer is: a letter, and three numbers. */
#define SESSION_ANSWER 13

typedef struct session_s session_t;

struct session_s {
  int fd;
  /* The one that this one is inside of, over a socket that was sent in it; or NULL. */
  session_t *outer;
  random_t *random;
  ledger_t *ledger;
  uint32_t messages;
  uint64_t bytes;
  uint64_t handles;
  /* Messages still get through. */
  bool open;
  /* The last bytes that came. */
  uint8_t answer[SESSION_ANSWER];
  size_t answer_len;
  /* Nothing comes any more. */
  bool ended;
  /* How often it has rested since something was sent. */
  int rests;
};

/* Descriptors on their way with a message, and what the receiver is told of them. */
typedef struct {
  int fds[CONTROL_MAX_DESCRIPTORS];
  size_t kinds[CONTROL_MAX_DESCRIPTORS];
  uint8_t types[CONTROL_MAX_DESCRIPTORS];
  size_t count;
} load_t;

/* A conversation over `fd`, which is its own from here on. */
void
session_begin(session_t *session, int fd, random_t *random, ledger_t *ledger);

/* The same inside of another one. */
void
session_begin_inside(session_t *session, int fd, session_t *outer);

/* How many conversations this one is inside of. */
int
session_depth(const session_t *session);

/*
 * Waits until one of `events` has come. The receiver may have got the same socket and made it a
 * non-blocking one. Reads what comes to the outer conversations meanwhile: it may be the very
 * socket of this one that is on its way back. Returns false, and ends it, where that takes for
 * ever.
 */
bool
session_wait(session_t *session, short events);

/*
 * Waits a millisecond, and reads what comes to it and to the outer conversations: what it has sent
 * may be in there, on its way back. Returns false, and ends it, where it has been called for ever
 * since the kernel has last taken something.
 */
bool
session_rest(session_t *session);

/* Reads what there is, and keeps the end of it. Never waits. */
void
session_read(session_t *session);

/* Adds descriptors of kinds by chance. */
void
load_any(load_t *load, random_t *random, size_t count);

/* Adds the descriptor that is kept of a kind. */
void
load_kind(load_t *load, size_t kind);

/* Adds a Unix domain socket of the moment. */
void
load_socket(load_t *load, int fd);

/* The next message, with what `control` holds; `load` is what the receiver finds in that. */
void
session_make(session_t *session, frame_t *frame, const load_t *load, size_t payload_len);

/* Sends a whole message. Returns whether the kernel has taken all of it. */
bool
session_send(session_t *session, const frame_t *frame, const load_t *load,
             const control_t *control);

/* The same, its first `len` bytes before the rest. */
bool
session_send_torn(session_t *session, const frame_t *frame, const load_t *load,
                  const control_t *control, size_t len);

/* Sends no more than the first `len` bytes: the message is never finished. */
void
session_send_cut(session_t *session, const frame_t *frame, const control_t *control, size_t len);

/* Sends one byte out of band, with what `control` holds; `load` is what that is. */
void
session_send_urgent(session_t *session, const load_t *load, const control_t *control);

/* Sends what `control` holds with no byte at all: the kernel has nothing to attach it to. */
void
session_send_empty(session_t *session, const control_t *control);

/* Waits for the receiver's answer, compares it, and ends. */
void
session_finish(session_t *session);

/* Ends at once, whatever is unread. */
void
session_leave(session_t *session);

#endif
