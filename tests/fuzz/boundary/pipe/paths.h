/* Paths of sockets, good and bad, all below the current directory or in the abstract namespace. */
#ifndef FUZZ_PATHS_H
#define FUZZ_PATHS_H

#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

/* Makes the directory of this process, and has it removed in the end. */
void
paths_prepare(void);

/* Makes it the current one. */
void
paths_enter(void);

/* Removes all that an input has left there, and goes back. */
void
paths_leave(void);

/* A path as the input says. Returns its length. */
size_t
paths_draw(char *path, size_t capacity);

/* The address of one of the few good paths, as the input says. Returns its length. */
socklen_t
paths_address(struct sockaddr_un *address);

#endif
