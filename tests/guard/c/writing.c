#include "driver.h"
#include "operations.h"

#include <unistd.h>

static void
write_at_once(size_t size, int count) {
  peer_t peer;
  int32_t near, far;
  check(pipe_stream_socketpair(&near, &far), "pipe_stream_socketpair");
  open_peer(&peer, near, false);
  for (int i = 0; i < count; i++) {
    send_now(&peer, bytes_to_send(size), size, NULL);
    read_raw(far, size);
  }
  close_peer(&peer);
  close(far);
}

void
write_64(int count) {
  write_at_once(64, count);
}

void
write_64k(int count) {
  write_at_once(64 * KIB, count);
}

void
queue_64k(int count) {
  peer_t peer;
  int32_t near, far;
  check(pipe_stream_socketpair(&near, &far), "pipe_stream_socketpair");
  open_peer(&peer, near, false);
  for (int i = 0; i < count; i++) {
    uv_buf_t chunk = uv_buf_init((char *) (uintptr_t) bytes_to_send(64 * KIB), 64 * KIB);
    check(pipe_stream_write(peer.stream, &chunk, 1, NULL), "pipe_stream_write");
    RUN_UNTIL(peer.writes == i + 1);
    read_raw(far, 64 * KIB);
  }
  close_peer(&peer);
  close(far);
}
