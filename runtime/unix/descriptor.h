/* What can be learned about a file descriptor and done with it, before libuv has it. */
#ifndef PIPE_UNIX_DESCRIPTOR_H
#define PIPE_UNIX_DESCRIPTOR_H

#include <stdint.h>
#include <uv.h>

typedef enum {
  /* The loop can wait for it. */
  PIPE_DESCRIPTOR_POLLED,
  /* Always ready and possibly slow: regular files, block devices, some character devices. */
  PIPE_DESCRIPTOR_FILE,
} pipe_descriptor_kind_t;

/*
 * How `fd` is to be used on `loop`, and `access`: flags of OpenStatus (O2).
 *
 * Returns 0; UV_EBADF; UV_EISDIR; UV_EINVAL for what can neither be polled nor read as a file;
 * or what the loop says to it.
 */
int
pipe_descriptor_inspect(uv_loop_t *loop, int fd, pipe_descriptor_kind_t *kind, uint32_t *access);

/* What libuv calls `fd`, uv_guess_handle, with fewer questions for what is sent most often. */
uv_handle_type
pipe_descriptor_type(int fd);

/*
 * 0 if `loop` can wait for `fd`, or go on waiting for it; UV_EBADF where it is closed, or something
 * that cannot be waited for; or what else the kernel says. To be called just before the loop waits.
 */
int
pipe_descriptor_check_watchable(uv_loop_t *loop, int fd);

/* Opens `fd` into `pipe`, which has none; on failure its blocking mode is what it was before (O3).
 */
int
pipe_descriptor_adopt(uv_pipe_t *pipe, int fd);

/* A second descriptor of what `handle` holds, close-on-exec. Returns 0 or libuv's code. */
int
pipe_descriptor_duplicate(const uv_handle_t *handle, int *fd);

/* A descriptor that is good for nothing but being closed. Returns -1 when none is left. */
int
pipe_descriptor_reserve(void);

/* Closes `fd` unless it is negative. */
void
pipe_descriptor_close(int fd);

#endif
