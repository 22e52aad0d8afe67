#include "harness.h"

peer_t *
make_peer(world_t *world, bool ipc, uint32_t read_buffer_size) {
  peer_t *peer = calloc(1, sizeof(*peer));
  CHECK(peer != NULL);
  peer->world = world;
  CHECK_OK(pipe_stream_init(world->env, peer, ipc, read_buffer_size, &peer->stream));
  peer->id = pipe_stream_id(peer->stream);
  CHECK(pipe_stream_from_id(world->env, peer->id) == peer->stream);
  world->alive++;
  return peer;
}

peer_t *
plain_peer(world_t *world) {
  return make_peer(world, false, PIPE_DEFAULT_READ_BUFFER_SIZE);
}

static peer_t *
opened(peer_t *peer, int fd) {
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, fd, &status));
  return peer;
}

peer_t *
open_peer(world_t *world, int fd) {
  return opened(plain_peer(world), fd);
}

peer_t *
open_reader(world_t *world, int fd, uint32_t read_buffer_size) {
  return opened(make_peer(world, false, read_buffer_size), fd);
}

static uv_buf_t
locate(void *data) {
  peer_t *peer = data;
  CHECK_EQ(peer->closes, 0);
  if (!peer->stays) {
    uint8_t *earlier = peer->lent;
    peer->lent = malloc(peer->lent_len);
    free(earlier);
  }
  return uv_buf_init((char *) peer->lent, (unsigned) peer->lent_len);
}

void
lend(peer_t *peer, size_t len) {
  const pipe_loan_t loan = {locate, peer};
  free(peer->lent);
  peer->lent = malloc(len);
  peer->lent_len = len;
  CHECK_OK(pipe_stream_read_into(peer->stream, &loan));
}

void
close_peer(peer_t *peer) {
  pipe_stream_close(peer->stream);
  RUN_UNTIL(peer->world, peer->closes == 1);
  free_peer(peer);
}

void
free_peer(peer_t *peer) {
  CHECK_EQ(peer->closes, 1);
  for (int i = 0; i < peer->kept_len; i++)
    peer->kept[i].release(peer->kept[i].data);
  free(peer->bytes);
  free(peer->lent);
  free(peer);
}

bool
send_bytes(peer_t *peer, const void *bytes, size_t len) {
  uv_buf_t chunk = uv_buf_init((char *) (uintptr_t) bytes, (unsigned) len);
  uint64_t written;
  CHECK_OK(pipe_stream_try_write(peer->stream, &chunk, 1, NULL, &written));
  CHECK(written <= len);
  if (written == len) return false;
  chunk.base += written;
  chunk.len -= (size_t) written;
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
  return true;
}

server_t *
make_server(world_t *world) {
  server_t *server = calloc(1, sizeof(*server));
  CHECK(server != NULL);
  server->world = world;
  CHECK_OK(pipe_listener_init(world->env, server, &server->listener));
  server->id = pipe_listener_id(server->listener);
  CHECK(pipe_listener_from_id(world->env, server->id) == server->listener);
  world->alive++;
  return server;
}

server_t *
listen_at(world_t *world, const char *path) {
  server_t *server = make_server(world);
  CHECK_OK(pipe_listener_listen(server->listener, path, strlen(path), PIPE_DEFAULT_BACKLOG, 0));
  return server;
}

void
close_server(server_t *server) {
  pipe_listener_close(server->listener);
  RUN_UNTIL(server->world, server->closes == 1);
  free_server(server);
}

void
free_server(server_t *server) {
  CHECK_EQ(server->closes, 1);
  free(server);
}

int
connect_to(peer_t *peer, const char *path) {
  return pipe_stream_connect(peer->stream, path, strlen(path));
}

void
accept_into_new_peer(server_t *server) {
  peer_t *peer = plain_peer(server->world);
  CHECK_OK(pipe_listener_accept(server->listener, peer->stream));
  CHECK_EQ(pipe_listener_accept(server->listener, peer->stream), UV_EAGAIN);
  server->context = peer;
}
