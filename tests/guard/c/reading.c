#include "driver.h"
#include "operations.h"

#include <unistd.h>

static void
read_what_comes(size_t size, int count) {
  peer_t peer;
  int32_t near, far;
  check(pipe_stream_socketpair(&near, &far), "pipe_stream_socketpair");
  open_peer(&peer, near, false);
  check(pipe_stream_resume(peer.stream), "pipe_stream_resume");
  for (int i = 0; i < count; i++) {
    write_raw(far, size);
    RUN_UNTIL(peer.received == size);
    peer.received = 0;
  }
  close_peer(&peer);
  close(far);
}

void
read_64(int count) {
  read_what_comes(64, count);
}

void
read_64k(int count) {
  read_what_comes(64 * KIB, count);
}
