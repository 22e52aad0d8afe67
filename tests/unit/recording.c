#include "harness.h"

static void
enter(world_t *world) {
  CHECK(world->running);
  CHECK_EQ(world->depth, 0);
  world->depth++;
}

static void
leave(world_t *world) {
  world->depth--;
}

static void
note(peer_t *peer, char letter) {
  size_t len = strlen(peer->log);
  if (letter == 'r' && len > 0 && peer->log[len - 1] == 'r') return;
  if (len + 1 < LOG_SIZE) peer->log[len] = letter;
}

static peer_t *
begin(pipe_stream_t *stream, char letter) {
  peer_t *peer = pipe_stream_data(stream);
  CHECK(peer->stream == stream);
  CHECK_EQ(peer->closes, 0);
  CHECK(pipe_stream_env(stream) == peer->world->env);
  enter(peer->world);
  note(peer, letter);
  return peer;
}

static void
finish(peer_t *peer, void (*hook)(peer_t *peer)) {
  world_t *world = peer->world;
  if (hook != NULL) hook(peer);
  leave(world);
}

static void
on_connect(pipe_stream_t *stream, int err) {
  peer_t *peer = begin(stream, 'c');
  peer->connects++;
  peer->connect_err = err;
  finish(peer, peer->on_connect);
}

static void
on_handle(pipe_stream_t *stream, pipe_handle_type_t type) {
  peer_t *peer = begin(stream, 'h');
  if (peer->handles < LOG_SIZE) peer->handle_types[peer->handles] = (uv_handle_type) type;
  peer->handles++;
  finish(peer, peer->on_handle);
}

static void
keep(peer_t *peer, const pipe_bytes_t *chunk) {
  CHECK(chunk->len > 0);
  peer->reads++;
  if (chunk->len > peer->largest_chunk) peer->largest_chunk = chunk->len;
  if (!peer->discard) {
    peer->bytes = realloc(peer->bytes, peer->len + chunk->len);
    memcpy(peer->bytes + peer->len, chunk->data, chunk->len);
  }
  peer->len += chunk->len;
  if (chunk->release == NULL) {
    peer->borrowed_chunks++;
  } else {
    peer->owned_chunks++;
    if (peer->keeps_chunks && peer->kept_len < LOG_SIZE) {
      peer->kept[peer->kept_len++] = *chunk;
    } else {
      chunk->release(chunk->data);
    }
  }
}

static void
on_read(pipe_stream_t *stream, int err, const pipe_bytes_t *chunk) {
  char letter = 'r';
  if (chunk == NULL) letter = 'e';
  if (err != 0) letter = '!';
  peer_t *peer = begin(stream, letter);
  if (err != 0) {
    CHECK(chunk == NULL);
    peer->read_err = err;
  } else if (chunk == NULL) {
    peer->ends_of_stream++;
  } else {
    keep(peer, chunk);
  }
  finish(peer, peer->on_read);
}

static void
on_filled(pipe_stream_t *stream, uint64_t length) {
  peer_t *peer = begin(stream, 'r');
  CHECK(length > 0 && length <= peer->lent_len);
  peer->fills++;
  if (length > peer->largest_fill) peer->largest_fill = (size_t) length;
  peer->bytes = realloc(peer->bytes, peer->len + (size_t) length);
  memcpy(peer->bytes + peer->len, peer->lent, (size_t) length);
  peer->len += (size_t) length;
  finish(peer, peer->on_filled);
}

static void
on_write(pipe_stream_t *stream, int err) {
  peer_t *peer = begin(stream, 'w');
  peer->writes++;
  peer->write_err = err;
  finish(peer, peer->on_write);
}

static void
on_end(pipe_stream_t *stream, int err) {
  peer_t *peer = begin(stream, 'f');
  peer->finishes++;
  peer->finish_err = err;
  finish(peer, peer->on_finish);
}

static void
on_close(pipe_stream_t *stream) {
  peer_t *peer = begin(stream, 'x');
  CHECK(pipe_stream_from_id(peer->world->env, peer->id) == NULL);
  peer->closes++;
  peer->world->alive--;
  finish(peer, peer->on_close);
}

static void
on_connection(pipe_listener_t *listener, int err) {
  server_t *server = pipe_listener_data(listener);
  CHECK(server->listener == listener);
  CHECK_EQ(server->closes, 0);
  enter(server->world);
  if (err != 0) {
    server->errors++;
    server->err = err;
  } else {
    server->connections++;
    if (server->on_connection != NULL) server->on_connection(server);
  }
  leave(server->world);
}

static void
on_listener_close(pipe_listener_t *listener) {
  server_t *server = pipe_listener_data(listener);
  enter(server->world);
  CHECK(pipe_listener_from_id(server->world->env, server->id) == NULL);
  CHECK(pipe_listener_env(listener) == server->world->env);
  server->closes++;
  server->world->alive--;
  leave(server->world);
}

extern const pipe_callbacks_t recording_callbacks;

const pipe_callbacks_t recording_callbacks = {
  .stream =
    {
      .connect = on_connect,
      .handle = on_handle,
      .read = on_read,
      .filled = on_filled,
      .write = on_write,
      .end = on_end,
      .close = on_close,
    },
  .listener = {.connection = on_connection, .close = on_listener_close},
};
