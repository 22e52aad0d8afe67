/* Which descriptors are those that a pipe or a server may have, as opposed to the engine's own. */
#ifndef FAULTS_SUBJECT_H
#define FAULTS_SUBJECT_H

#include <stdbool.h>

/*
 * True for a Unix domain socket, a FIFO, a regular file and /dev/null. Not for the standard
 * descriptors, nor for what a loop has for itself: eventfd, epoll, io_uring.
 */
bool
subject_moves_bytes(int fd);

/* The same, and a TCP or UDP socket, which may be on its way through a pipe. */
bool
subject_has_options(int fd);

#endif
