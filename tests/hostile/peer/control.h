/* Control messages as they go out (cmsg(3)): right ones, odd ones, and wrong ones. */
#ifndef HOSTILE_CONTROL_H
#define HOSTILE_CONTROL_H

#include <stddef.h>
#include <sys/socket.h>

/* The most descriptors that the kernel takes in one message, SCM_MAX_FD. */
#define CONTROL_MAX_DESCRIPTORS 253

typedef struct {
  _Alignas(struct cmsghdr) char bytes[4096];
  size_t len;
} control_t;

/* Adds SCM_RIGHTS. */
void
control_add_descriptors(control_t *control, const int fds[], size_t count);

/* Adds SCM_CREDENTIALS, the true ones of this process. */
void
control_add_credentials(control_t *control);

/* Adds one of a level that a Unix domain socket does not look at. */
void
control_add_foreign(control_t *control);

/* Adds one of a type that the kernel does not know: it refuses the message. */
void
control_add_unknown(control_t *control);

/* Adds one that says it is longer than what there is of it: the kernel refuses the message. */
void
control_add_overlong(control_t *control);

#endif
