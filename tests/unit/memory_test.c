#include "harness.h"

/* What the runtime allocates goes through here, since the linker has wrapped these names. */
void *
__real_malloc(size_t size);
void *
__real_calloc(size_t count, size_t size);
void *
__real_realloc(void *memory, size_t size);

/* How many allocations succeed before one fails; negative: all. */
static int budget = -1;

static bool
refused(void) {
  if (budget < 0) return false;
  return budget-- == 0;
}

void *
__wrap_malloc(size_t size) {
  return refused() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size) {
  return refused() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *memory, size_t size) {
  return refused() ? NULL : __real_realloc(memory, size);
}

/* Makes `call` again and again, each time with one more allocation, until it works. It must have
   failed `times` times before, each time with `err`. */
#define CHECK_SURVIVES(call, times, err)                                                           \
  do {                                                                                             \
    for (int round_ = 0;; round_++) {                                                              \
      budget = round_;                                                                             \
      int result_ = (call);                                                                        \
      budget = -1;                                                                                 \
      if (result_ == 0) {                                                                          \
        CHECK_EQ(round_, times);                                                                   \
        break;                                                                                     \
      }                                                                                            \
      CHECK_EQ(result_, err);                                                                      \
    }                                                                                              \
  } while (0)

extern const pipe_callbacks_t recording_callbacks;

static void
environment(world_t *world) {
  pipe_env_t *env = NULL;
  budget = 0;
  CHECK_EQ(pipe_env_create(&world->loop, &recording_callbacks, world, &env), UV_ENOMEM);
  CHECK(env == NULL);
}

static void
stream(world_t *world) {
  peer_t peer = {.world = world};
  /* The struct, and the table of names. */
  CHECK_SURVIVES(pipe_stream_init(world->env, &peer, false, 1, &peer.stream), 2, UV_ENOMEM);
  peer.id = pipe_stream_id(peer.stream);
  world->alive++;
  end_world(world);
  CHECK_EQ(peer.closes, 1);
}

static void
listener(world_t *world) {
  server_t server = {.world = world};
  CHECK_SURVIVES(pipe_listener_init(world->env, &server, &server.listener), 2, UV_ENOMEM);
  server.id = pipe_listener_id(server.listener);
  world->alive++;
  CHECK_SURVIVES(pipe_listener_listen(server.listener, "server", 6, 1, 0), 1, UV_ENOMEM);
  end_world(world);
  CHECK_EQ(server.closes, 1);
}

static void
connecting(world_t *world) {
  server_t *server = listen_at(world, "server");
  peer_t *peer = plain_peer(world);
  CHECK_SURVIVES(connect_to(peer, "server"), 1, UV_ENOMEM);
  RUN_UNTIL(world, peer->connects == 1);
  CHECK_OK(peer->connect_err);
  close_peer(peer);
  close_server(server);
}

static void
read_from(world_t *world, bool ipc) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = make_peer(world, ipc, PIPE_DEFAULT_READ_BUFFER_SIZE);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, fds[0], &status));
  peer->discard = true;
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK_EQ(write(fds[1], "x", 1), 1);
  budget = 0;
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ENOBUFS);
  /* Not again and again. */
  CHECK_EQ(turn(world, UV_RUN_NOWAIT), false);
  CHECK_TEXT(peer->log, "!");
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == 1);
  close_peer(peer);
  close(fds[1]);
}

static void
reading(world_t *world) {
  read_from(world, false);
}

static void
reading_where_handles_travel(world_t *world) {
  read_from(world, true);
}

static void
writing(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uv_buf_t chunks[] = {uv_buf_init("a", 1), uv_buf_init("", 0), uv_buf_init("b", 1)};
  /* The chunks that hold something, and what libuv holds. */
  CHECK_SURVIVES(pipe_stream_write(peer->stream, chunks, 3, NULL), 2, UV_ENOMEM);
  RUN_UNTIL(world, peer->writes == 1);
  close_peer(peer);
  close(fds[1]);
}

static void
ending(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_SURVIVES(pipe_stream_end(peer->stream), 1, UV_ENOMEM);
  RUN_UNTIL(world, peer->finishes == 1);
  close_peer(peer);
  close(fds[1]);
}

static peer_t *
handle_peer(world_t *world, int fd) {
  peer_t *peer = make_peer(world, true, PIPE_DEFAULT_READ_BUFFER_SIZE);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, fd, &status));
  return peer;
}

/* Announcing and throwing away takes none. */
static void
without_memory(peer_t *peer) {
  (void) peer;
  budget = 0;
}

static void
handles(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *from = handle_peer(world, fds[0]);
  peer_t *to = handle_peer(world, fds[1]);
  uv_handle_t *cargo = (uv_handle_t *) pipe_stream_storage(from->stream);
  uv_buf_t chunk = uv_buf_init("x", 1);
  int before = count_descriptors();
  /* The copy of the handle, and what libuv holds. */
  CHECK_SURVIVES(pipe_stream_write(from->stream, &chunk, 1, cargo), 2, UV_ENOMEM);
  RUN_UNTIL(world, from->writes == 1);
  CHECK_OK(from->write_err);
  to->on_handle = without_memory;
  to->discard = true;
  CHECK_OK(pipe_stream_resume(to->stream));
  RUN_UNTIL(world, to->len == 1);
  CHECK_EQ(budget, 0);
  budget = -1;
  CHECK_EQ(to->handles, 1);
  turn(world, UV_RUN_NOWAIT);
  CHECK_EQ(count_descriptors(), before);
  close_peer(from);
  close_peer(to);
}

static void
file(world_t *world) {
  peer_t *peer = plain_peer(world);
  peer->discard = true;
  int fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
  uint32_t status;
  CHECK_SURVIVES(pipe_stream_open(peer->stream, fd, &status), 1, UV_ENOMEM);
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_SURVIVES(pipe_stream_write(peer->stream, &chunk, 1, NULL), 1, UV_ENOMEM);
  CHECK_SURVIVES(pipe_stream_resume(peer->stream), 2, UV_ENOBUFS);
  peer->keeps_chunks = true;
  RUN_UNTIL(world, peer->reads == 1);
  /* The buffer was given away with the first chunk, so that the next read wants another one. */
  budget = 0;
  RUN_UNTIL(world, peer->read_err != 0);
  budget = -1;
  CHECK_EQ(peer->read_err, UV_ENOBUFS);
  close_peer(peer);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(environment), TEST(stream),  TEST(listener),
    TEST(connecting),  TEST(reading), TEST(reading_where_handles_travel),
    TEST(writing),     TEST(ending),  TEST(handles),
    TEST(file),
  };
  return RUN_TESTS(tests);
}
