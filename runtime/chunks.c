#include "chunks.h"

#include <stdlib.h>

uint64_t
pipe_chunks_total(const uv_buf_t chunks[], size_t chunks_len) {
  uint64_t total = 0;
  for (size_t i = 0; i < chunks_len; i++)
    total += chunks[i].len;
  return total;
}

bool
pipe_chunks_have_empty(const uv_buf_t chunks[], size_t chunks_len) {
  for (size_t i = 0; i < chunks_len; i++) {
    if (chunks[i].len == 0) return true;
  }
  return false;
}

int
pipe_chunks_copy(pipe_chunks_t *list, const uv_buf_t chunks[], size_t chunks_len) {
  /* One more, since nothing may be what malloc returns for nothing. */
  uv_buf_t *all = calloc(chunks_len + 1, sizeof(*all));
  if (all == NULL) return UV_ENOMEM;
  size_t len = 0;
  for (size_t i = 0; i < chunks_len; i++) {
    if (chunks[i].len > 0) all[len++] = chunks[i];
  }
  *list = (pipe_chunks_t){.all = all, .next = all, .len = len};
  return 0;
}

void
pipe_chunks_advance(pipe_chunks_t *list, uint64_t written) {
  while (written > 0 && written >= list->next->len) {
    written -= list->next->len;
    list->next++;
    list->len--;
  }
  if (written == 0) return;
  list->next->base += written;
  list->next->len -= (size_t) written;
}

void
pipe_chunks_free(pipe_chunks_t *list) {
  free(list->all);
  *list = (pipe_chunks_t){0};
}
