/*
 * Streams over what cannot be waited for: regular files, and devices such as /dev/null (O4). Reads
 * go through libuv's thread pool, one at a time, from where the descriptor stands. Writes are made
 * at once, as by any program whose output goes to a file.
 */
#ifndef PIPE_FILE_H
#define PIPE_FILE_H

#include "stream.h"

/* Makes the stream one over the file `fd`, which it then owns. Returns 0 or UV_ENOMEM. */
int
pipe_file_open(pipe_stream_t *stream, int fd);

/* The descriptor of a stream over a file. */
int
pipe_file_descriptor(const pipe_stream_t *stream);

/* Goes on reading where the stream over a file has been left. */
void
pipe_file_continue(pipe_stream_t *stream);

/* Frees what belongs to a stream over a file, once it is closed; on other streams does nothing. */
void
pipe_file_free(pipe_stream_t *stream);

#endif
