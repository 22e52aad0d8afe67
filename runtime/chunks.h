/* Lists of byte ranges that are to be written. The bytes are never the list's. */
#ifndef PIPE_CHUNKS_H
#define PIPE_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

/* A list of its own, of which the first part may have been written. */
typedef struct {
  uv_buf_t *all;
  uv_buf_t *next;
  size_t len;
} pipe_chunks_t;

/* How many bytes there are. */
uint64_t
pipe_chunks_total(const uv_buf_t chunks[], size_t chunks_len);

/* True when at least one chunk is empty. */
bool
pipe_chunks_have_empty(const uv_buf_t chunks[], size_t chunks_len);

/* Copies the list, without its empty chunks. Returns 0 or UV_ENOMEM. */
int
pipe_chunks_copy(pipe_chunks_t *list, const uv_buf_t chunks[], size_t chunks_len);

/* Drops the first `written` bytes; there must be that many. */
void
pipe_chunks_advance(pipe_chunks_t *list, uint64_t written);

/* Frees the list. */
void
pipe_chunks_free(pipe_chunks_t *list);

#endif
