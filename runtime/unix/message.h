/* Messages of a socket that may carry descriptors along with their bytes (unix(7), cmsg(3)). */
#ifndef PIPE_UNIX_MESSAGE_H
#define PIPE_UNIX_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The most descriptors that one read brings, whatever a peer has sent (I4). */
#define PIPE_MESSAGE_MAX_DESCRIPTORS 64

/* What one read has brought. */
typedef struct {
  /* The number of bytes, 0 at the end of the stream, or libuv's negative code. */
  ssize_t result;
  /* In the order in which they were sent, close-on-exec. They belong to the receiver. */
  int fds[PIPE_MESSAGE_MAX_DESCRIPTORS];
  size_t fds_len;
  /* More were sent than could be taken, and the kernel has closed those (MSG_CTRUNC). */
  bool truncated;
} pipe_message_t;

/*
 * Reads at most `len` bytes into `buffer`, and the descriptors that travel with them; UV_EAGAIN
 * when nothing waits. The kernel never lets bytes follow in the same read that were sent after a
 * descriptor's. What is no socket is read as what it is. Repeats what a signal has interrupted.
 */
void
pipe_message_receive(int fd, void *buffer, size_t len, pipe_message_t *message);

/*
 * The code of libuv's that stands for `err`, with which libuv has failed to send a message. More
 * descriptors on their way than a user may have open is an error that libuv has no name for: it is
 * the lack of descriptors that it is, UV_EMFILE.
 */
int
pipe_message_send_error(int err);

#endif
