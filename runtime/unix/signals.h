/* Signals that would end the process for what is an error of one stream. */
#ifndef PIPE_UNIX_SIGNALS_H
#define PIPE_UNIX_SIGNALS_H

/*
 * Has a write to a pipe whose reader is gone fail with UV_EPIPE (contract W5). SIGPIPE, which would
 * end the process first, is left alone where the program handles it itself. Any thread.
 */
void
pipe_signals_prepare(void);

#endif
