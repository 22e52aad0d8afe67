#include "driver.h"
#include "operations.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  peer_t a, b;
} pair_t;

static void
open_pair(pair_t *pair, bool ipc) {
  int32_t a, b;
  check(pipe_stream_socketpair(&a, &b), "pipe_stream_socketpair");
  open_peer(&pair->a, a, ipc);
  open_peer(&pair->b, b, ipc);
  check(pipe_stream_resume(pair->a.stream), "pipe_stream_resume");
  check(pipe_stream_resume(pair->b.stream), "pipe_stream_resume");
}

static void
close_pair(pair_t *pair) {
  close_peer(&pair->a);
  close_peer(&pair->b);
}

static void
pass_on(peer_t *from, peer_t *to, size_t size, uv_handle_t *handle) {
  send_now(from, bytes_to_send(size), size, handle);
  RUN_UNTIL(to->received == size);
  to->received = 0;
}

void
round_trip(int count) {
  pair_t pair;
  open_pair(&pair, false);
  for (int i = 0; i < count; i++) {
    pass_on(&pair.a, &pair.b, 64, NULL);
    pass_on(&pair.b, &pair.a, 64, NULL);
  }
  close_pair(&pair);
}

static peer_t arrived;

static void
accept_handle(pipe_stream_t *stream) {
  init_peer(&arrived, false);
  check(pipe_stream_accept(stream, (uv_handle_t *) pipe_stream_storage(arrived.stream)),
        "pipe_stream_accept");
  pipe_stream_close(arrived.stream);
}

void
pass_handle(int count) {
  pair_t pair;
  peer_t travelling;
  int32_t near, far;
  open_pair(&pair, true);
  pair.b.on_handle = accept_handle;
  check(pipe_stream_pipe(&near, &far), "pipe_stream_pipe");
  open_peer(&travelling, near, false);
  for (int i = 0; i < count; i++) {
    pass_on(&pair.a, &pair.b, 1, (uv_handle_t *) pipe_stream_storage(travelling.stream));
    RUN_UNTIL(arrived.closes == 1);
    pass_on(&pair.b, &pair.a, 1, NULL);
  }
  close_peer(&travelling);
  close(far);
  close_pair(&pair);
}

static void
visit(const char *path, peer_t *accepted) {
  peer_t client;
  int connections = world.connections;
  init_peer(accepted, false);
  init_peer(&client, false);
  check(pipe_stream_connect(client.stream, path, strlen(path)), "pipe_stream_connect");
  RUN_UNTIL(client.connects == 1 && world.connections > connections);

  check(pipe_stream_resume(accepted->stream), "pipe_stream_resume");
  send_now(&client, bytes_to_send(1), 1, NULL);
  check(pipe_stream_end(client.stream), "pipe_stream_end");
  RUN_UNTIL(client.ends == 1 && accepted->received == 1 && accepted->ended);
  close_peer(accepted);
  close_peer(&client);
}

void
connection(int count) {
  peer_t accepted;
  char directory[] = "/tmp/guard-XXXXXX";
  if (mkdtemp(directory) == NULL) check(UV_EIO, "mkdtemp");
  check(chdir(directory), "chdir");

  const char *path = "socket";
  check(pipe_listener_init(world.env, &accepted, &world.listener), "pipe_listener_init");
  check(pipe_listener_listen(world.listener, path, strlen(path), PIPE_DEFAULT_BACKLOG, 0),
        "pipe_listener_listen");
  for (int i = 0; i < count; i++)
    visit(path, &accepted);
  pipe_listener_close(world.listener);
  RUN_UNTIL(world.listeners_closed == 1);
  check(rmdir(directory), "rmdir");
}
