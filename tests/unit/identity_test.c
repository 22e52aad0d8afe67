#include "harness.h"

static void
i9_handles_are_found_by_identity(world_t *world) {
  peer_t *peer = plain_peer(world);
  uv_pipe_t *storage = pipe_stream_storage(peer->stream);
  uv_tcp_t tcp;
  CHECK_OK(uv_tcp_init(&world->loop, &tcp));
  size_t len = sizeof(uv_pipe_t);
  CHECK(pipe_env_handle(world->env, storage, len) == (uv_handle_t *) storage);
  CHECK(pipe_env_handle(world->env, storage, len - 1) == NULL);
  CHECK(pipe_env_handle(world->env, &tcp, sizeof(tcp)) == (uv_handle_t *) &tcp);
  CHECK(pipe_env_handle(world->env, &tcp, sizeof(tcp) - 1) == NULL);
  CHECK(pipe_env_handle(world->env, NULL, 0) == NULL);
  CHECK(pipe_env_handle(world->env, NULL, len) == NULL);
  uv_pipe_t copy = *storage;
  CHECK(pipe_env_handle(world->env, &copy, sizeof(copy)) == NULL);
  CHECK(pipe_env_handle(world->env, (char *) storage + 8, len) == NULL);
  /* Other C code may use the field; so may a program through the ArrayBuffer. */
  storage->data = (void *) (uintptr_t) 12345;
  CHECK(pipe_env_handle(world->env, storage, len) == (uv_handle_t *) storage);
  peer_t *other = plain_peer(world);
  storage->data = pipe_stream_storage(other->stream)->data;
  CHECK(pipe_env_handle(world->env, storage, len) == (uv_handle_t *) storage);
  pipe_stream_retain(peer->stream);
  pipe_stream_t *closed = peer->stream;
  pipe_stream_close(closed);
  CHECK(pipe_env_handle(world->env, storage, len) == NULL);
  close_peer(peer);
  CHECK(pipe_env_handle(world->env, storage, len) == NULL);
  /* libuv does not know yet that this one is closing: its read is under way. */
  peer_t *on_file = open_peer(world, open("/dev/zero", O_RDONLY | O_CLOEXEC));
  uv_pipe_t *file_storage = pipe_stream_storage(on_file->stream);
  file_storage->data = NULL;
  CHECK_OK(pipe_stream_resume(on_file->stream));
  pipe_stream_close(on_file->stream);
  CHECK(!uv_is_closing((uv_handle_t *) file_storage));
  CHECK(pipe_env_handle(world->env, file_storage, len) == NULL);
  close_peer(on_file);
  pipe_stream_release(closed);
  uv_close((uv_handle_t *) &tcp, NULL);
  CHECK(pipe_env_handle(world->env, &tcp, sizeof(tcp)) == NULL);
  turn(world, UV_RUN_DEFAULT);
  close_peer(other);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(i9_handles_are_found_by_identity),
  };
  return RUN_TESTS(tests);
}
