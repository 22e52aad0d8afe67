#include "cargo.h"
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

/* A handle needs a socket of the local machine. Elsewhere it must not get lost in silence. */
static void
i7_over_what_carries_no_handles(world_t *world) {
  int32_t read_end, write_end;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  cargo_t cargo[CARGO_KINDS];
  make_cargo(cargo);
  const cargo_t *tcp = find_cargo(cargo, "tcp socket");
  const int fds[] = {write_end, dup(tcp->fd), open("/dev/null", O_RDWR | O_CLOEXEC)};
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  char byte;
  for (size_t i = 0; i < sizeof(fds) / sizeof(fds[0]); i++) {
    peer_t *peer = make_peer(world, true, PIPE_DEFAULT_READ_BUFFER_SIZE);
    uint32_t status;
    CHECK_OK(pipe_stream_open(peer->stream, fds[i], &status));
    peer_t *handle = open_peer(world, dup(find_cargo(cargo, "unix socket")->fd));
    CHECK_EQ(pipe_stream_try_write(peer->stream, &chunk, 1, handle_of(handle), &written),
             UV_EINVAL);
    CHECK_EQ(pipe_stream_write(peer->stream, &chunk, 1, handle_of(handle)), UV_EINVAL);
    /* Bytes alone go through, and are the first that do. */
    CHECK(!send_bytes(peer, "y", 1));
    close_peer(handle);
    close_peer(peer);
  }
  CHECK_EQ(read(read_end, &byte, 1), 1);
  CHECK_EQ(byte, 'y');
  CHECK_EQ(read(tcp->rest, &byte, 1), 1);
  CHECK_EQ(byte, 'y');
  close(read_end);
  close_cargo(cargo);
}

/* Blocking, with the channel's end as a peer that only sends. */
static peer_t *
sender(world_t *world, int *raw) {
  peer_t *peer = half_channel(world, raw);
  pipe_stream_pause(peer->stream);
  CHECK_OK(fcntl(*raw, F_SETFL, 0));
  return peer;
}

/* It is sent in many parts, and more than once tried in vain before the first. */
static void
i6_a_handle_goes_once_with_the_first_byte(world_t *world) {
  int raw;
  peer_t *peer = sender(world, &raw);
  uint8_t *bytes = pattern(FILLER), *received = malloc(FILLER);
  uv_buf_t chunk = uv_buf_init((char *) bytes, FILLER);
  uint64_t filled, written;
  CHECK_OK(pipe_stream_try_write(peer->stream, &chunk, 1, NULL, &filled));
  CHECK(filled < FILLER);
  for (int i = 0; i < 3; i++) {
    CHECK_OK(pipe_stream_try_write(peer->stream, &chunk, 1, handle_of(peer), &written));
    CHECK_EQ(written, 0);
  }
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, handle_of(peer)));
  turn(world, UV_RUN_NOWAIT);
  size_t len = 0, parts = 0, handles = 0, count;
  while (len < filled) {
    len += receive_raw(raw, received, filled - len, &count);
    CHECK_EQ(count, 0);
  }
  for (len = 0; len < FILLER; parts++) {
    turn(world, UV_RUN_NOWAIT);
    len += receive_raw(raw, received + len, FILLER - len, &count);
    handles += count;
    CHECK_EQ(handles, 1);
  }
  CHECK(parts > 1);
  RUN_UNTIL(world, peer->writes == 1);
  CHECK_OK(peer->write_err);
  CHECK(memcmp(received, bytes, FILLER) == 0);
  close(raw);
  close_peer(peer);
  free(bytes);
  free(received);
}

static void
i6_a_dying_handle_fails_only_its_write(world_t *world) {
  int raw;
  peer_t *peer = sender(world, &raw);
  uv_pipe_t pipe;
  CHECK_OK(uv_pipe_init(&world->loop, &pipe, 0));
  CHECK_OK(uv_pipe_open(&pipe, dup(raw)));
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  uv_close((uv_handle_t *) &pipe, NULL);
  uv_handle_t *closing = (uv_handle_t *) &pipe;
  CHECK_EQ(pipe_stream_try_write(peer->stream, &chunk, 1, closing, &written), UV_EBADF);
  CHECK_EQ(pipe_stream_write(peer->stream, &chunk, 1, closing), UV_EBADF);
  turn(world, UV_RUN_NOWAIT);
  CHECK_EQ(pipe_stream_write(peer->stream, &chunk, 1, closing), UV_EBADF);
  send_handle(peer, handle_of(peer));
  char bytes[2];
  size_t count;
  CHECK_EQ(receive_raw(raw, bytes, sizeof(bytes), &count), 1);
  CHECK_EQ(count, 1);
  CHECK_EQ(peer->writes, 0);
  close(raw);
  close_peer(peer);
}

/* A copy is made for a handle that has to wait, and one of both cannot be. */
static void
i6_no_descriptor_is_left_for_a_handle_that_waits(world_t *world) {
  int raw;
  peer_t *peer = sender(world, &raw);
  uint8_t *bytes = pattern(FILLER);
  uv_buf_t chunk = uv_buf_init((char *) bytes, FILLER);
  uint64_t filled, written;
  CHECK_OK(pipe_stream_try_write(peer->stream, &chunk, 1, NULL, &filled));
  CHECK(filled < FILLER);
  chunk.len = 1;
  CHECK_OK(pipe_stream_try_write(peer->stream, &chunk, 1, handle_of(peer), &written));
  CHECK_EQ(written, 0);

  struct rlimit limit = use_up_descriptors();
  CHECK_EQ(pipe_stream_write(peer->stream, &chunk, 1, handle_of(peer)), UV_EMFILE);
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));

  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, handle_of(peer)));
  close(raw);
  RUN_UNTIL(world, peer->writes == 1);
  close_peer(peer);
  free(bytes);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(i6_what_cannot_be_sent),
    TEST(i6_a_handle_that_waits_is_a_copy),
    TEST(i6_closed_with_a_handle_that_waits),
    TEST(i7_over_what_carries_no_handles),
    TEST(i6_a_handle_goes_once_with_the_first_byte),
    TEST(i6_a_dying_handle_fails_only_its_write),
    TEST(i6_no_descriptor_is_left_for_a_handle_that_waits),
  };
  return RUN_TESTS(tests);
}
