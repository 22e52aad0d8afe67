#include <signal.h>
#include <sys/resource.h>

#include "harness.h"

#define LEN 200000

static int
make_file(const uint8_t *bytes, size_t len) {
  int fd = open("file", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  CHECK(fd >= 0);
  CHECK_EQ(write(fd, bytes, len), (long long) len);
  CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
  return fd;
}

static void
check_content(const uint8_t *bytes, size_t len) {
  int fd = open("file", O_RDONLY | O_CLOEXEC);
  uint8_t *found = malloc(len + 1);
  CHECK_EQ(read(fd, found, len + 1), (long long) len);
  CHECK(memcmp(found, bytes, len) == 0);
  free(found);
  close(fd);
}

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
  peer_t *peer = make_peer(world, false, 3);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, make_file((const uint8_t *) "abcdefgh", 8), &status));
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
  peer_t *peer = make_peer(world, false, 1000);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, make_file(bytes, LEN), &status));
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
o2_status_is_the_access_mode(world_t *world) {
  static const struct {
    int flags;
    uint32_t status;
  } modes[] = {
    {O_RDONLY, PIPE_STREAM_OPEN_STATUS_READABLE},
    {O_WRONLY, PIPE_STREAM_OPEN_STATUS_WRITABLE},
    {O_RDWR, PIPE_STREAM_OPEN_STATUS_READABLE | PIPE_STREAM_OPEN_STATUS_WRITABLE},
  };
  for (size_t i = 0; i < 3; i++) {
    peer_t *peer = plain_peer(world);
    uint32_t status;
    CHECK_OK(
      pipe_stream_open(peer->stream, open("/dev/null", modes[i].flags | O_CLOEXEC), &status));
    CHECK_EQ(status, modes[i].status);
    close_peer(peer);
  }
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
  peer_t *peer = make_peer(world, false, 1000);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, make_file(bytes, LEN), &status));
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
o4_writes_are_made_at_once(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = open_peer(world, make_file(bytes, 0));
  CHECK(!send_bytes(peer, bytes, LEN));
  check_content(bytes, LEN);
  CHECK_OK(pipe_stream_end(peer->stream));
  CHECK_EQ(peer->finishes, 0);
  RUN_UNTIL(world, peer->finishes == 1);
  CHECK_OK(peer->finish_err);
  CHECK_TEXT(peer->log, "f");
  uv_buf_t more = uv_buf_init("x", 1);
  uint64_t written;
  CHECK_EQ(pipe_stream_try_write(peer->stream, &more, 1, NULL, &written), UV_EPIPE);
  CHECK_EQ(pipe_stream_write(peer->stream, &more, 1, NULL), UV_EPIPE);
  close_peer(peer);
  free(bytes);
}

static void
o4_a_write_request_over_a_file(world_t *world) {
  enum { COUNT = 2500 };
  static uv_buf_t chunks[COUNT];
  uint8_t *bytes = pattern(COUNT);
  for (int i = 0; i < COUNT; i++) {
    chunks[i] = uv_buf_init((char *) bytes + i, 1);
  }
  /* The last one is empty. */
  chunks[COUNT - 1].len = 0;
  peer_t *peer = open_peer(world, make_file(bytes, 0));
  uint64_t written;
  CHECK_OK(pipe_stream_write(peer->stream, chunks, COUNT, NULL));
  CHECK_EQ(pipe_stream_write(peer->stream, chunks, COUNT, NULL), UV_EBUSY);
  CHECK_OK(pipe_stream_try_write(peer->stream, chunks, 1, NULL, &written));
  CHECK_EQ(written, 0);
  memset(chunks, 0xff, sizeof(chunks));
  CHECK_OK(pipe_stream_end(peer->stream));
  RUN_UNTIL(world, peer->finishes == 1);
  CHECK_TEXT(peer->log, "wf");
  CHECK_OK(peer->write_err);
  check_content(bytes, COUNT - 1);
  close_peer(peer);
  free(bytes);
}

/* How large a file may become, in bytes; RLIM_INFINITY for any size. */
static void
limit_files(rlim_t size) {
  struct rlimit limit;
  CHECK_OK(getrlimit(RLIMIT_FSIZE, &limit));
  limit.rlim_cur = size;
  CHECK_OK(setrlimit(RLIMIT_FSIZE, &limit));
}

/* Two chunks of eight bytes into a file that takes twelve: the kernel stops inside the second. */
static peer_t *
write_too_much(world_t *world) {
  CHECK(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
  peer_t *peer = open_peer(world, make_file((const uint8_t *) "", 0));
  uv_buf_t chunks[] = {uv_buf_init("abcdefgh", 8), uv_buf_init("ijklmnop", 8)};
  limit_files(12);
  CHECK_OK(pipe_stream_write(peer->stream, chunks, 2, NULL));
  return peer;
}

static void
o4_a_file_that_takes_a_part(world_t *world) {
  peer_t *peer = write_too_much(world);
  RUN_UNTIL(world, peer->writes == 1);
  limit_files(RLIM_INFINITY);
  CHECK_EQ(peer->write_err, UV_EFBIG);
  close_peer(peer);
  check_content((const uint8_t *) "abcdefghijkl", 12);
}

static void
d1_closed_before_a_file_has_taken_the_rest(world_t *world) {
  peer_t *peer = write_too_much(world);
  pipe_stream_close(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  limit_files(RLIM_INFINITY);
  CHECK_EQ(peer->writes, 1);
  CHECK_EQ(peer->write_err, UV_ECANCELED);
  free_peer(peer);
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
  peer_t *peer = make_peer(world, false, 3);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, make_file((const uint8_t *) "abcdef", 6), &status));
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

/* What has been put off, so that the loop could end, is already under way when its time has come.
 */
static void
r2_resumed_before_an_unreferenced_reader_goes_on(world_t *world) {
  uint8_t *bytes = pattern(LEN);
  peer_t *peer = make_peer(world, false, 1000);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, make_file(bytes, LEN), &status));
  pipe_stream_unref(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->reads == 1);
  pipe_stream_pause(peer->stream);
  CHECK_OK(pipe_stream_resume(peer->stream));
  pipe_stream_ref(peer->stream);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(peer->len, LEN);
  CHECK(memcmp(peer->bytes, bytes, LEN) == 0);
  close_peer(peer);
  free(bytes);
}

static void
o4_a_full_device(world_t *world) {
  peer_t *peer = open_peer(world, open("/dev/full", O_RDWR | O_CLOEXEC));
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  CHECK_EQ(pipe_stream_try_write(peer->stream, &chunk, 1, NULL, &written), UV_ENOSPC);
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
  RUN_UNTIL(world, peer->writes == 1);
  CHECK_EQ(peer->write_err, UV_ENOSPC);
  close_peer(peer);
}

static void
o4_the_null_device(world_t *world) {
  peer_t *peer = open_peer(world, open("/dev/null", O_RDWR | O_CLOEXEC));
  CHECK(!send_bytes(peer, "x", 1));
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_TEXT(peer->log, "e");
  close_peer(peer);
}

static void
o4_what_the_access_mode_forbids(world_t *world) {
  peer_t *peer = open_peer(world, open("/dev/zero", O_WRONLY | O_CLOEXEC));
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_EBADF);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  close_peer(peer);
}

static void
no_handles_over_files(world_t *world) {
  peer_t *peer = make_peer(world, true, 1);
  uint32_t status;
  CHECK_OK(pipe_stream_open(peer->stream, open("/dev/null", O_RDWR | O_CLOEXEC), &status));
  int fds[2];
  make_socketpair(fds);
  peer_t *cargo = open_peer(world, fds[0]);
  uv_handle_t *handle = (uv_handle_t *) pipe_stream_storage(cargo->stream);
  uv_buf_t chunk = uv_buf_init("x", 1);
  uint64_t written;
  CHECK_EQ(pipe_stream_try_write(peer->stream, &chunk, 1, handle, &written), UV_EINVAL);
  CHECK_EQ(pipe_stream_write(peer->stream, &chunk, 1, handle), UV_EINVAL);
  close_peer(peer);
  close_peer(cargo);
  close(fds[1]);
}

static void
d1_closed_with_requests_on_the_thread_pool(world_t *world) {
  peer_t *peer = open_peer(world, open("/dev/zero", O_RDWR | O_CLOEXEC));
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
  CHECK_OK(pipe_stream_end(peer->stream));
  pipe_stream_close(peer->stream);
  pipe_stream_close(peer->stream);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_EQ(peer->reads, 0);
  CHECK_TEXT(peer->log, "wfx");
  CHECK(peer->write_err == UV_ECANCELED || peer->write_err == 0);
  CHECK_EQ(peer->finish_err, UV_ECANCELED);
  free_peer(peer);
}

static void
close_here(peer_t *peer) {
  pipe_stream_close(peer->stream);
}

static void
d1_closed_inside_the_callbacks(world_t *world) {
  peer_t *reader = open_peer(world, open("/dev/zero", O_RDWR | O_CLOEXEC));
  reader->on_read = close_here;
  CHECK_OK(pipe_stream_resume(reader->stream));
  peer_t *writer = open_peer(world, open("/dev/zero", O_RDWR | O_CLOEXEC));
  writer->on_write = close_here;
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_OK(pipe_stream_write(writer->stream, &chunk, 1, NULL));
  RUN_UNTIL(world, reader->closes == 1 && writer->closes == 1);
  CHECK_TEXT(reader->log, "rx");
  CHECK_TEXT(writer->log, "wx");
  free_peer(reader);
  free_peer(writer);
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

static void
destroyed_while_it_reads(world_t *world) {
  peer_t *peer = open_peer(world, open("/dev/zero", O_RDWR | O_CLOEXEC));
  uv_buf_t chunk = uv_buf_init("x", 1);
  CHECK_OK(pipe_stream_resume(peer->stream));
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
  end_world(world);
  CHECK_TEXT(peer->log, "x");
  free_peer(peer);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(o4_a_file_is_read_to_its_end),
    TEST(o4_reading_starts_where_the_descriptor_stands),
    TEST(r1_no_chunk_exceeds_the_read_buffer_size),
    TEST(r2_resuming_inside_the_callback_reads_only_after_it),
    TEST(r2_what_was_read_meanwhile_waits_for_the_next_resume),
    TEST(o2_status_is_the_access_mode),
    TEST(r2_pause_inside_the_callback),
    TEST(r2_a_chunk_that_was_under_way_is_kept),
    TEST(o4_writes_are_made_at_once),
    TEST(o4_a_write_request_over_a_file),
    TEST(o4_a_file_that_takes_a_part),
    TEST(d1_closed_before_a_file_has_taken_the_rest),
    TEST(r2_resumed_while_a_read_is_under_way),
    TEST(r2_pause_inside_the_callback_of_a_chunk_that_was_kept),
    TEST(r2_resumed_before_an_unreferenced_reader_goes_on),
    TEST(o4_a_full_device),
    TEST(o4_the_null_device),
    TEST(o4_what_the_access_mode_forbids),
    TEST(no_handles_over_files),
    TEST(d1_closed_with_requests_on_the_thread_pool),
    TEST(d1_closed_inside_the_callbacks),
    TEST(an_unreferenced_reader_lets_the_loop_end),
    TEST(destroyed_while_it_reads),
  };
  return RUN_TESTS(tests);
}
