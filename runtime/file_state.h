/* What the parts of the file backend share. */
#ifndef PIPE_FILE_STATE_H
#define PIPE_FILE_STATE_H

#include "chunks.h"
#include "file.h"

struct pipe_file_s {
  pipe_stream_t *stream;
  int fd;
  /* Between resume and pause, or the end. */
  bool wanted;
  /* A read is on the thread pool. */
  bool reading;
  /* A write is on the thread pool. */
  bool writing;
  /* `result` came after a pause, and has not been told. */
  bool held;
  /* The read callback runs, and may be looking at `buffer`. */
  bool telling;
  ssize_t result;
  /* What is read into; NULL until it is needed, and after it has been given away. */
  uint8_t *buffer;
  pipe_chunks_t outgoing;
  uv_fs_t read_request;
  uv_fs_t write_request;
};

int
pipe_file_resume(pipe_stream_t *stream);

void
pipe_file_pause(pipe_stream_t *stream);

int
pipe_file_try_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                    uv_handle_t *handle, uint64_t *result);

int
pipe_file_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                uv_handle_t *handle);

/* Closes the descriptor and the handle of a closing stream once nothing is on the thread pool. */
void
pipe_file_close_when_idle(pipe_file_t *file);

#endif
