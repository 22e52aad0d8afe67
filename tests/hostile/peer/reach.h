/* How a peer gets to the receiver. */
#ifndef HOSTILE_REACH_H
#define HOSTILE_REACH_H

/*
 * Connects to the socket at `path`, and tries again where nobody listens for a moment: the receiver
 * may be closing its server.
 */
int
reach(const char *path);

/*
 * Begins to connect to the socket that `listener` is, without waiting. Nobody may be there to
 * accept it, or its queue be full.
 */
int
reach_socket(int listener);

#endif
