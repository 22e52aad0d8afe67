#include <signal.h>
#include <sys/resource.h>

#include "harness.h"

#define LEN 200000

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
    TEST(o2_status_is_the_access_mode),
    TEST(o4_writes_are_made_at_once),
    TEST(o4_a_write_request_over_a_file),
    TEST(o4_a_file_that_takes_a_part),
    TEST(d1_closed_before_a_file_has_taken_the_rest),
    TEST(o4_a_full_device),
    TEST(o4_the_null_device),
    TEST(o4_what_the_access_mode_forbids),
    TEST(no_handles_over_files),
    TEST(d1_closed_with_requests_on_the_thread_pool),
    TEST(d1_closed_inside_the_callbacks),
    TEST(destroyed_while_it_reads),
  };
  return RUN_TESTS(tests);
}
