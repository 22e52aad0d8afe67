#include "harness.h"

#define LEN 200000

static void
o4_a_file_is_read_to_its_end(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = open_peer(world, make_file(bytes, LEN));
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, LEN);
  CHECK(memcmp(peer->bytes, bytes, LEN) == 0);
  CHECK_TEXT(peer->log, "re");
  /* Three full buffers, and what is left. */
  CHECK_EQ(peer->owned_chunks, 3);
  CHECK_EQ(peer->borrowed_chunks, 1);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  close_peer(peer);
  free(bytes);
}

static void
o4_reading_starts_where_the_descriptor_stands(world_t *world) {
  int fd = make_file((const uint8_t *) "abcdef", 6);
  CHECK_EQ(lseek(fd, 4, SEEK_SET), 4);
  peer_t *peer = open_peer(world, fd);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, 2);
  CHECK(memcmp(peer->bytes, "ef", 2) == 0);
  close_peer(peer);
}

static void
r1_no_chunk_exceeds_the_read_buffer_size(world_t *world) {
  peer_t *peer = open_reader(world, make_file((const uint8_t *) "abcdefgh", 8), 3);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->largest_chunk, 3);
  CHECK_EQ(peer->reads, 3);
  CHECK(memcmp(peer->bytes, "abcdefgh", 8) == 0);
  close_peer(peer);
}

static void
resume_at_once(peer_t *peer) {
  unsigned *requests = peer->context;
  *requests = peer->world->loop.active_reqs.count;
  pipe_stream_pause(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
  /* The callback may still be looking at the buffer that the next read goes into. */
  CHECK_EQ(peer->world->loop.active_reqs.count, *requests);
}

static void
r2_resuming_inside_the_callback_reads_only_after_it(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  unsigned requests = 0;
  peer_t *peer = open_reader(world, make_file(bytes, LEN), 1000);
  peer->on_read = resume_at_once;
  peer->context = &requests;
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, LEN);
  CHECK(memcmp(peer->bytes, bytes, LEN) == 0);
  close_peer(peer);
  free(bytes);
}

static void
r2_what_was_read_meanwhile_waits_for_the_next_resume(world_t *world) {
  peer_t *peer = open_peer(world, make_file((const uint8_t *) "abc", 3));
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "");
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, 3);
  CHECK(memcmp(peer->bytes, "abc", 3) == 0);
  close_peer(peer);
}

static void
pause_here(peer_t *peer) {
  pipe_stream_pause(peer->stream);
}

static void
pause_and_resume(peer_t *peer) {
  pipe_stream_pause(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
}

static void
r2_pause_inside_the_callback(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = open_reader(world, make_file(bytes, LEN), 1000);
  peer->on_read = pause_here;
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_EQ(peer->len, 1000);
  peer->on_read = pause_and_resume;
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == LEN);
  CHECK(memcmp(peer->bytes, bytes, LEN) == 0);
  peer->on_read = NULL;
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  close_peer(peer);
  free(bytes);
}

static void
r2_a_chunk_that_was_under_way_is_kept(world_t *world) {
  peer_t *peer = open_peer(world, make_file((const uint8_t *) "abc", 3));
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_EQ(peer->len, 0);
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK_EQ(peer->len, 0);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK(peer->len == 3 && memcmp(peer->bytes, "abc", 3) == 0);
  CHECK_TEXT(peer->log, "re");
  close_peer(peer);
}

static void
r2_resumed_while_a_read_is_under_way(world_t *world) {
  peer_t *peer = open_peer(world, make_file((const uint8_t *) "abc", 3));
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_TEXT(peer->log, "re");
  CHECK_EQ(peer->len, 3);
  close_peer(peer);
}

static void
r2_pause_inside_the_callback_of_a_chunk_that_was_kept(world_t *world) {
  peer_t *peer = open_reader(world, make_file((const uint8_t *) "abcdef", 6), 3);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  while (uv_loop_alive(&world->loop))
    turn(world, UV_RUN_ONCE);
  peer->on_read = pause_here;
  CHECK_OK(pipe_stream_resume(peer->stream));
  while (uv_loop_alive(&world->loop))
    turn(world, UV_RUN_ONCE);
  CHECK_EQ(peer->reads, 1);
  peer->on_read = NULL;
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK(memcmp(peer->bytes, "abcdef", 6) == 0);
  close_peer(peer);
}

static void
close_here(peer_t *peer) {
  pipe_stream_close(peer->stream);
}

static void
d1_close_inside_the_callback_of_a_chunk_that_was_kept(world_t *world) {
  peer_t *peer = open_reader(world, make_file((const uint8_t *) "abcdef", 6), 3);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_pause(peer->stream);
  while (uv_loop_alive(&world->loop))
    turn(world, UV_RUN_ONCE);
  peer->on_read = close_here;
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_EQ(peer->reads, 1);
  free_peer(peer);
}

/* A reader that is not referenced and has told of its first chunk: going on has been put off, so
 * that the loop could end. */
static peer_t *
open_waiting(world_t *world, const uint8_t *bytes) {
  peer_t *peer = open_reader(world, make_file(bytes, LEN), 1000);
  pipe_stream_unref(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->reads == 1);
  return peer;
}

static void
expect_the_rest(world_t *world, peer_t *peer, const uint8_t *bytes) {
  pipe_stream_ref(peer->stream);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, LEN);
  CHECK(memcmp(peer->bytes, bytes, LEN) == 0);
}

/* What has been put off is already under way when its time has come. */
static void
r2_resumed_before_an_unreferenced_reader_goes_on(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = open_waiting(world, bytes);
  pipe_stream_pause(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
  expect_the_rest(world, peer, bytes);
  close_peer(peer);
  free(bytes);
}

/* It is given up by whoever pauses, or closes, before. */
static void
r2_paused_before_an_unreferenced_reader_goes_on(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = open_waiting(world, bytes);
  pipe_stream_pause(peer->stream);
  for (int i = 0; i < 5; i++)
    turn(world, UV_RUN_NOWAIT);
  CHECK_EQ(peer->reads, 1);
  CHECK_OK(pipe_stream_resume(peer->stream));
  expect_the_rest(world, peer, bytes);
  close_peer(peer);
  free(bytes);
}

static void
r2_closed_before_an_unreferenced_reader_goes_on(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = open_waiting(world, bytes);
  pipe_stream_close(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_EQ(peer->reads, 1);
  free_peer(peer);
  free(bytes);
}

/* /dev/zero never ends: without the reference the loop has to. */
static void
an_unreferenced_reader_lets_the_loop_end(world_t *world) {
  peer_t *peer = open_peer(world, open("/dev/zero", O_RDONLY | O_CLOEXEC));
  peer->discard = true;
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_unref(peer->stream);
  turn(world, UV_RUN_DEFAULT);
  CHECK_EQ(peer->reads, 1);
  pipe_stream_ref(peer->stream);
  RUN_UNTIL(world, peer->reads == 5);
  close_peer(peer);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(o4_a_file_is_read_to_its_end),
    TEST(o4_reading_starts_where_the_descriptor_stands),
    TEST(r1_no_chunk_exceeds_the_read_buffer_size),
    TEST(r2_resuming_inside_the_callback_reads_only_after_it),
    TEST(r2_what_was_read_meanwhile_waits_for_the_next_resume),
    TEST(r2_pause_inside_the_callback),
    TEST(r2_a_chunk_that_was_under_way_is_kept),
    TEST(r2_resumed_while_a_read_is_under_way),
    TEST(r2_pause_inside_the_callback_of_a_chunk_that_was_kept),
    TEST(d1_close_inside_the_callback_of_a_chunk_that_was_kept),
    TEST(r2_resumed_before_an_unreferenced_reader_goes_on),
    TEST(r2_paused_before_an_unreferenced_reader_goes_on),
    TEST(r2_closed_before_an_unreferenced_reader_goes_on),
    TEST(an_unreferenced_reader_lets_the_loop_end),
  };
  return RUN_TESTS(tests);
}
