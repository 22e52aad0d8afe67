#include "channel.h"

/* More than a socket buffers. */
#define FILLER ((size_t) 1024 * 1024)

static void
i6_what_cannot_be_sent(world_t *world) {
  channel_t channel = make_channel(world);
  int fds[2];
  make_socketpair(fds);
  peer_t *cargo = open_peer(world, fds[0]);
  peer_t *vacant = plain_peer(world);
  peer_t *plain = open_peer(world, fds[1]);
  uv_timer_t timer;
  CHECK_OK(uv_timer_init(&world->loop, &timer));
  uv_buf_t chunk = uv_buf_init("x", 1), empty = uv_buf_init("", 0);
  uint64_t written;
  struct {
    peer_t *from;
    uv_buf_t *chunk;
    uv_handle_t *handle;
    int err;
  } cases[] = {
    {channel.from, &empty, handle_of(cargo), UV_EINVAL},
    {channel.from, &chunk, handle_of(vacant), UV_EBADF},
    {channel.from, &chunk, (uv_handle_t *) &timer, UV_EINVAL},
    {plain, &chunk, handle_of(cargo), UV_EINVAL},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    CHECK_EQ(pipe_stream_try_write(cases[i].from->stream, cases[i].chunk, 1, cases[i].handle,
                                   &written),
             cases[i].err);
    CHECK_EQ(written, 0);
    CHECK_EQ(pipe_stream_write(cases[i].from->stream, cases[i].chunk, 1, cases[i].handle),
             cases[i].err);
  }
  send_handle(channel.from, handle_of(cargo));
  RUN_UNTIL(world, channel.to->len == 1);
  CHECK_TEXT(channel.to->log, "hr");
  uv_close((uv_handle_t *) &timer, NULL);
  close_peer(cargo);
  close_peer(vacant);
  close_peer(plain);
  close_channel(channel);
}

/* The handle may be closed and freed while it waits to be sent. */
static void
i6_a_handle_that_waits_is_a_copy(world_t *world) {
  channel_t channel = make_channel(world);
  pipe_stream_pause(channel.to->stream);
  uint8_t *bytes = pattern(FILLER);
  uv_buf_t chunk = uv_buf_init((char *) bytes, FILLER);
  uint64_t filled, written;
  CHECK_OK(pipe_stream_try_write(channel.from->stream, &chunk, 1, NULL, &filled));
  CHECK(filled < FILLER);
  int fds[2];
  make_socketpair(fds);
  peer_t *cargo = open_peer(world, fds[0]);
  chunk.len = 1;
  CHECK_OK(pipe_stream_try_write(channel.from->stream, &chunk, 1, handle_of(cargo), &written));
  CHECK_EQ(written, 0);
  CHECK_OK(pipe_stream_write(channel.from->stream, &chunk, 1, handle_of(cargo)));
  close_peer(cargo);
  peer_t *target = plain_peer(world);
  channel.to->context = handle_of(target);
  channel.to->on_handle = accept_into_context;
  CHECK_OK(pipe_stream_resume(channel.to->stream));
  RUN_UNTIL(world, channel.from->writes == 1 && channel.to->len == filled + 1);
  CHECK_OK(channel.from->write_err);
  CHECK_TEXT(channel.to->log, "rhr");
  CHECK(!send_bytes(target, "y", 1));
  char byte;
  CHECK_EQ(read(fds[1], &byte, 1), 1);
  close(fds[1]);
  close_peer(target);
  close_channel(channel);
  free(bytes);
}

static void
i6_closed_with_a_handle_that_waits(world_t *world) {
  channel_t channel = make_channel(world);
  pipe_stream_pause(channel.to->stream);
  int fds[2];
  make_socketpair(fds);
  peer_t *cargo = open_peer(world, fds[0]);
  uint8_t *bytes = pattern(FILLER);
  uv_buf_t chunk = uv_buf_init((char *) bytes, FILLER);
  CHECK_OK(pipe_stream_write(channel.from->stream, &chunk, 1, handle_of(cargo)));
  pipe_stream_close(channel.from->stream);
  RUN_UNTIL(world, channel.from->closes == 1);
  CHECK_TEXT(channel.from->log, "wx");
  free_peer(channel.from);
  close_peer(channel.to);
  close_peer(cargo);
  close(fds[1]);
  free(bytes);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(i6_what_cannot_be_sent),
    TEST(i6_a_handle_that_waits_is_a_copy),
    TEST(i6_closed_with_a_handle_that_waits),
  };
  return RUN_TESTS(tests);
}
