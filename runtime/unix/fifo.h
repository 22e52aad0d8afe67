/* What the kernel keeps of a FIFO between its two ends. */
#ifndef PIPE_UNIX_FIFO_H
#define PIPE_UNIX_FIFO_H

/*
 * Has the kernel keep up to 256 KiB between the ends of the FIFO `fd`, where it keeps less and lets
 * the user have more (F_SETPIPE_SZ in fcntl(2), pipe(7)). Nothing happens to any other descriptor.
 */
void
pipe_fifo_widen(int fd);

#endif
