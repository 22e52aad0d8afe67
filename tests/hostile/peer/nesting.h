/* Attacks with Unix domain sockets that are themselves conversations. */
#ifndef HOSTILE_NESTING_H
#define HOSTILE_NESTING_H

#include "session.h"

/* Sends one end of a new pair, and goes on with a conversation over the other one. */
void
nest(session_t *session);

/* The same, and meddles with the end that the receiver has got. */
void
nest_and_tamper(session_t *session);

/*
 * The same, makes that end a blocking one, sends a message, and says no more: a receiver that waits
 * there waits for ever. The descriptor of the inner conversation stays open.
 */
void
nest_and_block(session_t *session);

/* Sends a socket in whose queue there is another one, and so on. */
void
nest_chain(session_t *session);

/* Sends a socket in whose queue both of its own ends are. */
void
nest_itself(session_t *session);

/* Sends the very socket that the conversation is over, this side's end of it. */
void
send_own_end(session_t *session);

/* Has sockets travel in a circle that nobody can reach any more: the kernel is to collect them. */
void
strand_cycle(session_t *session);

#endif
