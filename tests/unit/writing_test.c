#include "harness.h"

#define BIG ((size_t) 4 * 1024 * 1024)

/* Two peers over one socket pair. */
typedef struct {
  peer_t *from;
  peer_t *to;
} pair_t;

static pair_t
make_pair(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  return (pair_t){.from = open_peer(world, fds[0]), .to = open_peer(world, fds[1])};
}

static void
close_pair(pair_t pair) {
  close_peer(pair.from);
  close_peer(pair.to);
}

static int
try_write(peer_t *peer, const uv_buf_t chunks[], size_t len, uint64_t *written) {
  *written = 12345;
  return pipe_stream_try_write(peer->stream, chunks, len, NULL, written);
}

static void
small_writes_go_out_at_once(world_t *world) {
  pair_t pair = make_pair(world);
  uv_buf_t chunks[] = {uv_buf_init("he", 2), uv_buf_init("", 0), uv_buf_init("llo", 3)};
  uint64_t written;
  CHECK_OK(try_write(pair.from, chunks, 3, &written));
  CHECK_EQ(written, 5);
  CHECK_OK(try_write(pair.from, chunks, 0, &written));
  CHECK_EQ(written, 0);
  CHECK_OK(try_write(pair.from, &chunks[1], 1, &written));
  CHECK_EQ(written, 0);
  CHECK_OK(pipe_stream_resume(pair.to->stream));
  RUN_UNTIL(world, pair.to->len == 5);
  CHECK(memcmp(pair.to->bytes, "hello", 5) == 0);
  CHECK_TEXT(pair.from->log, "");
  close_pair(pair);
}

static void
w5_a_remainder_takes_turns(world_t *world) {
  pair_t pair = make_pair(world);
  uint8_t *bytes = pattern(BIG);
  CHECK(send_bytes(pair.from, bytes, BIG));
  CHECK_OK(pipe_stream_resume(pair.to->stream));
  RUN_UNTIL(world, pair.to->len == BIG);
  RUN_UNTIL(world, pair.from->writes == 1);
  CHECK_OK(pair.from->write_err);
  CHECK(memcmp(pair.to->bytes, bytes, BIG) == 0);
  close_pair(pair);
  free(bytes);
}

static void
nothing_overtakes_a_write_request(world_t *world) {
  pair_t pair = make_pair(world);
  uint8_t *bytes = pattern(BIG);
  uv_buf_t more = uv_buf_init("x", 1);
  uint64_t written;
  CHECK(send_bytes(pair.from, bytes, BIG));
  CHECK_OK(try_write(pair.from, &more, 1, &written));
  CHECK_EQ(written, 0);
  CHECK_EQ(pipe_stream_write(pair.from->stream, &more, 1, NULL), UV_EBUSY);
  CHECK_OK(pipe_stream_resume(pair.to->stream));
  RUN_UNTIL(world, pair.from->writes == 1);
  CHECK_OK(try_write(pair.from, &more, 1, &written));
  CHECK_EQ(written, 1);
  RUN_UNTIL(world, pair.to->len == BIG + 1);
  CHECK_EQ(pair.to->bytes[BIG], 'x');
  close_pair(pair);
  free(bytes);
}

/* Even when every byte is in the kernel, until the callback has run. */
static void
a_request_is_out_until_its_callback(world_t *world) {
  pair_t pair = make_pair(world);
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  CHECK_OK(pipe_stream_write(pair.from->stream, &chunk, 1, NULL));
  CHECK_EQ(pair.from->writes, 0);
  CHECK_OK(try_write(pair.from, &chunk, 1, &written));
  CHECK_EQ(written, 0);
  RUN_UNTIL(world, pair.from->writes == 1);
  CHECK_OK(pair.from->write_err);
  close_pair(pair);
}

static void
more_chunks_than_the_system_takes_at_once(world_t *world) {
  enum { COUNT = 3000 };
  static uv_buf_t chunks[COUNT];
  pair_t pair = make_pair(world);
  uint8_t *bytes = pattern(COUNT);
  for (int i = 0; i < COUNT; i++) {
    bool empty = i % 3 == 0;
    chunks[i] = uv_buf_init((char *) bytes + i, empty ? 0 : 1);
  }
  CHECK_OK(pipe_stream_write(pair.from->stream, chunks, COUNT, NULL));
  /* The array need not outlive the call. */
  memset(chunks, 0xff, sizeof(chunks));
  CHECK_OK(pipe_stream_resume(pair.to->stream));
  RUN_UNTIL(world, pair.from->writes == 1 && pair.to->len == 2000);
  CHECK_OK(pair.from->write_err);
  for (size_t i = 0; i < 1000; i++) {
    CHECK_EQ(pair.to->bytes[2 * i], bytes[3 * i + 1]);
    CHECK_EQ(pair.to->bytes[2 * i + 1], bytes[3 * i + 2]);
  }
  close_pair(pair);
  free(bytes);
}

static void
an_empty_write_completes(world_t *world) {
  pair_t pair = make_pair(world);
  uv_buf_t empty = uv_buf_init("", 0);
  CHECK_OK(pipe_stream_write(pair.from->stream, &empty, 1, NULL));
  CHECK_EQ(pipe_stream_write(pair.from->stream, &empty, 1, NULL), UV_EBUSY);
  CHECK_OK(pipe_stream_end(pair.from->stream));
  CHECK_EQ(pair.from->writes, 0);
  RUN_UNTIL(world, pair.from->finishes == 1);
  CHECK_TEXT(pair.from->log, "wf");
  CHECK_OK(pair.from->write_err);
  close_pair(pair);
}

static void
w5_a_peer_that_went_away(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  uint8_t *bytes = pattern(BIG);
  CHECK(send_bytes(peer, bytes, BIG));
  close(fds[1]);
  RUN_UNTIL(world, peer->writes == 1);
  CHECK(peer->write_err == UV_EPIPE || peer->write_err == UV_ECONNRESET);
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  CHECK_EQ(try_write(peer, &chunk, 1, &written), UV_EPIPE);
  CHECK_EQ(written, 0);
  close_peer(peer);
  free(bytes);
}

static void
w6_nothing_after_the_end(world_t *world) {
  pair_t pair = make_pair(world);
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  CHECK_OK(pipe_stream_end(pair.from->stream));
  CHECK_EQ(try_write(pair.from, &chunk, 1, &written), UV_EPIPE);
  CHECK_EQ(pipe_stream_write(pair.from->stream, &chunk, 1, NULL), UV_EPIPE);
  RUN_UNTIL(world, pair.from->finishes == 1);
  CHECK_EQ(try_write(pair.from, &chunk, 1, &written), UV_EPIPE);
  close_pair(pair);
}

static void
what_cannot_be_written(world_t *world) {
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  peer_t *vacant = plain_peer(world);
  CHECK_EQ(try_write(vacant, &chunk, 1, &written), UV_ENOTCONN);
  CHECK_EQ(pipe_stream_write(vacant->stream, &chunk, 1, NULL), UV_ENOTCONN);
  pipe_stream_close(vacant->stream);
  CHECK_EQ(try_write(vacant, &chunk, 1, &written), UV_EBADF);
  CHECK_EQ(pipe_stream_write(vacant->stream, &chunk, 1, NULL), UV_EBADF);
  close_peer(vacant);
  int32_t read_end, write_end;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  peer_t *reader = open_peer(world, read_end);
  CHECK_EQ(try_write(reader, &chunk, 1, &written), UV_EPIPE);
  close_peer(reader);
  close(write_end);
}

static void
write_again(peer_t *peer) {
  if (peer->writes == 3) return;
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
}

static void
a_write_callback_may_write(world_t *world) {
  pair_t pair = make_pair(world);
  uv_buf_t empty = uv_buf_init("", 0);
  pair.from->on_write = write_again;
  CHECK_OK(pipe_stream_write(pair.from->stream, &empty, 1, NULL));
  CHECK_OK(pipe_stream_resume(pair.to->stream));
  RUN_UNTIL(world, pair.from->writes == 3 && pair.to->len == 2);
  close_pair(pair);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(small_writes_go_out_at_once),
    TEST(w5_a_remainder_takes_turns),
    TEST(nothing_overtakes_a_write_request),
    TEST(a_request_is_out_until_its_callback),
    TEST(more_chunks_than_the_system_takes_at_once),
    TEST(an_empty_write_completes),
    TEST(w5_a_peer_that_went_away),
    TEST(w6_nothing_after_the_end),
    TEST(what_cannot_be_written),
    TEST(a_write_callback_may_write),
  };
  return RUN_TESTS(tests);
}
