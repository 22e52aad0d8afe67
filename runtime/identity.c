#include <string.h>

#include "stream.h"

typedef struct {
  const void *address;
  uv_handle_t *found;
} search_t;

/* The name that the bytes at `address` claim. They may be anything: it is only looked up. */
static pipe_id_t
claimed_name(const void *address) {
  void *data;
  memcpy(&data, (const char *) address + offsetof(uv_handle_t, data), sizeof(data));
  return (pipe_id_t) (uintptr_t) data;
}

pipe_stream_t *
pipe_env_stream_at(pipe_env_t *env, const void *address, size_t len) {
  if (address == NULL || len < sizeof(uv_pipe_t)) return NULL;
  pipe_stream_t *claimed = pipe_stream_from_id(env, claimed_name(address));
  if (claimed != NULL && (const void *) &claimed->pipe == address) return claimed;
  /* Other C code may have used the handle's data field for itself. */
  for (pipe_link_t *link = env->streams.next; link != &env->streams; link = link->next) {
    pipe_stream_t *stream = pipe_container(link, pipe_stream_t, link);
    if ((const void *) &stream->pipe == address) return stream;
  }
  return NULL;
}

static void
compare(uv_handle_t *handle, void *data) {
  search_t *search = data;
  if ((const void *) handle == search->address) search->found = handle;
}

uv_handle_t *
pipe_env_handle(pipe_env_t *env, const void *address, size_t len) {
  pipe_stream_t *own = pipe_env_stream_at(env, address, len);
  if (own != NULL) return pipe_stream_is_open(own) ? (uv_handle_t *) &own->pipe : NULL;
  search_t search = {.address = address, .found = NULL};
  uv_walk(env->loop, compare, &search);
  if (search.found == NULL || uv_is_closing(search.found)) return NULL;
  return len < uv_handle_size(search.found->type) ? NULL : search.found;
}
