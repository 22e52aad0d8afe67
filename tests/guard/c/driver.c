#include "driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LARGEST (64 * KIB)

world_t world;

void
check(int result, const char *what) {
  if (result >= 0) return;
  fprintf(stderr, "%s: %s\n", what, uv_strerror(result));
  exit(1);
}

static peer_t *
peer_of(pipe_stream_t *stream) {
  return pipe_stream_data(stream);
}

static void
on_connect(pipe_stream_t *stream, int err) {
  check(err, "connect");
  peer_of(stream)->connects++;
}

static void
on_handle(pipe_stream_t *stream, pipe_handle_type_t type) {
  (void) type;
  peer_t *peer = peer_of(stream);
  if (peer->on_handle != NULL) peer->on_handle(stream);
}

static void
on_read(pipe_stream_t *stream, int err, const pipe_bytes_t *chunk) {
  check(err, "read");
  peer_t *peer = peer_of(stream);
  if (chunk == NULL) {
    peer->ended = true;
    return;
  }
  peer->received += chunk->len;
  if (chunk->release != NULL) chunk->release(chunk->data);
}

static void
on_write(pipe_stream_t *stream, int err) {
  check(err, "write");
  peer_of(stream)->writes++;
}

static void
on_end(pipe_stream_t *stream, int err) {
  check(err, "end");
  peer_of(stream)->ends++;
}

static void
on_close(pipe_stream_t *stream) {
  peer_of(stream)->closes++;
}

static void
on_connection(pipe_listener_t *listener, int err) {
  check(err, "connection");
  peer_t *peer = pipe_listener_data(listener);
  check(pipe_listener_accept(listener, peer->stream), "accept");
  world.connections++;
}

static void
on_listener_close(pipe_listener_t *listener) {
  (void) listener;
  world.listeners_closed++;
}

void
open_world(void) {
  static const pipe_callbacks_t callbacks = {
    .stream = {.connect = on_connect,
               .handle = on_handle,
               .read = on_read,
               .write = on_write,
               .end = on_end,
               .close = on_close},
    .listener = {.connection = on_connection, .close = on_listener_close},
  };
  check(uv_loop_init(&world.loop), "uv_loop_init");
  check(pipe_env_create(&world.loop, &callbacks, NULL, &world.env), "pipe_env_create");
}

static void
on_destroyed(void *data) {
  (void) data;
  world.destroyed = true;
}

void
close_world(void) {
  pipe_env_destroy(world.env, on_destroyed);
  RUN_UNTIL(world.destroyed);
  uv_run(&world.loop, UV_RUN_DEFAULT);
  check(uv_loop_close(&world.loop), "uv_loop_close");
}

void
run_once(void) {
  uv_run(&world.loop, UV_RUN_ONCE);
}

void
init_peer(peer_t *peer, bool ipc) {
  *peer = (peer_t){0};
  check(pipe_stream_init(world.env, peer, ipc, PIPE_DEFAULT_READ_BUFFER_SIZE, &peer->stream),
        "pipe_stream_init");
}

void
open_peer(peer_t *peer, int fd, bool ipc) {
  uint32_t status;
  init_peer(peer, ipc);
  check(pipe_stream_open(peer->stream, fd, &status), "pipe_stream_open");
}

void
close_peer(peer_t *peer) {
  pipe_stream_close(peer->stream);
  RUN_UNTIL(peer->closes == 1);
}

void
send_now(peer_t *peer, const char *bytes, size_t length, uv_handle_t *handle) {
  uv_buf_t chunk = uv_buf_init((char *) (uintptr_t) bytes, (unsigned) length);
  uint64_t written;
  check(pipe_stream_try_write(peer->stream, &chunk, 1, handle, &written), "pipe_stream_try_write");
  if (written != length) check(UV_EAGAIN, "pipe_stream_try_write");
}

static char bytes[LARGEST];

const char *
bytes_to_send(size_t length) {
  if (length > sizeof(bytes)) check(UV_E2BIG, "bytes_to_send");
  return bytes;
}

void
read_raw(int fd, size_t length) {
  static char buffer[LARGEST];
  while (length > 0) {
    ssize_t got = read(fd, buffer, length);
    if (got <= 0) check(UV_EIO, "read");
    length -= (size_t) got;
  }
}

void
write_raw(int fd, size_t length) {
  if (write(fd, bytes_to_send(length), length) != (ssize_t) length) check(UV_EIO, "write");
}
