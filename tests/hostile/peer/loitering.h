/* States to leave a connection in, so that a receiver could be kept busy by it, or waiting. */
#ifndef HOSTILE_LOITERING_H
#define HOSTILE_LOITERING_H

#include "session.h"

/* Takes up the state `number`, counted round, and leaves the connection in it. */
void
loiter(session_t *session, uint64_t number);

#endif
