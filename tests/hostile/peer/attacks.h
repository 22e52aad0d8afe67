/* What a hostile peer does in the middle of a conversation. */
#ifndef HOSTILE_ATTACKS_H
#define HOSTILE_ATTACKS_H

#include "session.h"

/*
 * A whole conversation: `count` attacks by chance, and one of the ways to end it. Takes the
 * session's descriptor. Conversations in conversations in conversations are talk only.
 */
void
attack_to_the_end(session_t *session, size_t count);

/* The same with `count` messages that are nothing but messages. */
void
talk_to_the_end(session_t *session, size_t count);

#endif
