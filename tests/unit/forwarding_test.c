#include "harness.h"

#define LEN 3000000

/* A source and a target, and the raw ends of both. */
typedef struct {
  peer_t *from, *to;
  int in, out;
} joint_t;

static joint_t
join(world_t *world) {
  joint_t joint;
  int first[2], second[2];
  make_socketpair(first);
  make_socketpair(second);
  joint.from = open_peer(world, first[0]);
  joint.to = open_peer(world, second[0]);
  joint.in = first[1];
  joint.out = second[1];
  CHECK_OK(pipe_stream_forward(joint.from->stream, joint.to->stream));
  CHECK_OK(pipe_stream_resume(joint.from->stream));
  return joint;
}

static void
part(joint_t *joint) {
  close_peer(joint->from);
  close_peer(joint->to);
  close(joint->in);
  close(joint->out);
}

static void
put(int fd, const void *bytes, size_t len) {
  CHECK_EQ(write(fd, bytes, len), (long long) len);
}

static void
expect(int fd, const void *bytes, size_t len) {
  char *got = malloc(len + 1);
  size_t have = 0;
  while (have < len) {
    ssize_t count = read(fd, got + have, len - have);
    if (count <= 0) break;
    have += (size_t) count;
  }
  CHECK_EQ(have, len);
  CHECK(memcmp(got, bytes, len) == 0);
  free(got);
}

static void
check_forwarded(peer_t *peer, uint64_t from, uint64_t to) {
  uint64_t read, written;
  CHECK_OK(pipe_stream_forwarded(peer->stream, &read, &written));
  CHECK_EQ(read, from);
  CHECK_EQ(written, to);
}

static void
what_is_read_is_written_and_not_told(world_t *world) {
  joint_t joint = join(world);
  put(joint.in, "one", 3);
  turn(world, UV_RUN_ONCE);
  put(joint.in, "two", 3);
  turn(world, UV_RUN_ONCE);
  expect(joint.out, "onetwo", 6);
  CHECK_EQ(joint.from->reads, 0);
  check_forwarded(joint.from, 6, 0);
  check_forwarded(joint.to, 0, 6);
  part(&joint);
}

static void
the_end_is_told(world_t *world) {
  joint_t joint = join(world);
  put(joint.in, "last", 4);
  shutdown(joint.in, SHUT_WR);
  RUN_UNTIL(world, joint.from->ends_of_stream == 1);
  CHECK_EQ(joint.from->reads, 0);
  expect(joint.out, "last", 4);
  part(&joint);
}

/* What did not fit is told from its first byte on, and so is all after it. */
static void
what_is_not_taken_is_told(world_t *world) {
  joint_t joint = join(world);
  uint8_t *bytes = pattern(LEN);
  size_t sent = 0;
  while (joint.from->len == 0 && sent < LEN) {
    ssize_t count = send(joint.in, bytes + sent, LEN - sent, MSG_DONTWAIT);
    if (count > 0) sent += (size_t) count;
    turn(world, UV_RUN_NOWAIT);
  }
  uint64_t forwarded, none;
  CHECK_OK(pipe_stream_forwarded(joint.from->stream, &forwarded, &none));
  CHECK(forwarded > 0 && joint.from->len > 0);
  expect(joint.out, bytes, forwarded);
  RUN_UNTIL(world, forwarded + joint.from->len == sent);
  CHECK(memcmp(joint.from->bytes, bytes + forwarded, joint.from->len) == 0);
  check_forwarded(joint.to, 0, forwarded);
  part(&joint);
  free(bytes);
}

static void
fill(peer_t *peer, const uint8_t *bytes) {
  uv_buf_t chunk = uv_buf_init((char *) bytes, LEN);
  CHECK_OK(pipe_stream_write(peer->stream, &chunk, 1, NULL));
}

static void
nothing_overtakes_what_is_being_written(world_t *world) {
  joint_t joint = join(world);
  uint8_t *bytes = pattern(LEN);
  fill(joint.to, bytes);
  put(joint.in, "later", 5);
  RUN_UNTIL(world, joint.from->len == 5);
  check_forwarded(joint.from, 0, 0);
  CHECK(memcmp(joint.from->bytes, "later", 5) == 0);
  part(&joint);
  free(bytes);
}

/* One that is closed, or cannot be written to, takes nothing: the bytes are not lost. */
static void
a_target_that_is_gone(world_t *world) {
  joint_t joint = join(world);
  pipe_stream_close(joint.to->stream);
  put(joint.in, "bytes", 5);
  RUN_UNTIL(world, joint.from->len == 5);
  RUN_UNTIL(world, joint.to->closes == 1);
  CHECK(memcmp(joint.from->bytes, "bytes", 5) == 0);
  free_peer(joint.to);
  close_peer(joint.from);
  close(joint.in);
  close(joint.out);
}

static void
a_target_that_has_been_closed(world_t *world) {
  joint_t joint = join(world);
  close_peer(joint.to);
  put(joint.in, "bytes", 5);
  RUN_UNTIL(world, joint.from->len == 5);
  CHECK(memcmp(joint.from->bytes, "bytes", 5) == 0);
  close_peer(joint.from);
  close(joint.in);
  close(joint.out);
}

static void
a_target_whose_peer_is_gone(world_t *world) {
  joint_t joint = join(world);
  shutdown(joint.out, SHUT_RD);
  put(joint.in, "bytes", 5);
  RUN_UNTIL(world, joint.from->len == 5);
  CHECK(memcmp(joint.from->bytes, "bytes", 5) == 0);
  part(&joint);
}

static void
a_target_without_a_descriptor(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *from = open_peer(world, fds[0]), *to = plain_peer(world);
  CHECK_OK(pipe_stream_forward(from->stream, to->stream));
  CHECK_OK(pipe_stream_resume(from->stream));
  put(fds[1], "bytes", 5);
  RUN_UNTIL(world, from->len == 5);
  close_peer(from);
  close_peer(to);
  close(fds[1]);
}

static void
stopping_has_it_told(world_t *world) {
  joint_t joint = join(world);
  put(joint.in, "one", 3);
  turn(world, UV_RUN_ONCE);
  pipe_stream_stop_forwarding(joint.from->stream);
  pipe_stream_stop_forwarding(joint.from->stream);
  put(joint.in, "two", 3);
  RUN_UNTIL(world, joint.from->len == 3);
  CHECK(memcmp(joint.from->bytes, "two", 3) == 0);
  expect(joint.out, "one", 3);
  part(&joint);
}

static void
a_stream_can_be_its_own_target(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_forward(peer->stream, peer->stream));
  CHECK_OK(pipe_stream_resume(peer->stream));
  put(fds[1], "echo", 4);
  turn(world, UV_RUN_ONCE);
  expect(fds[1], "echo", 4);
  check_forwarded(peer, 4, 4);
  close_peer(peer);
  close(fds[1]);
}

/* A file is read by a thread, and written at once. */
static void
o4_from_file_to_file(world_t *world) {
  enum { SIZE = 200000 };
  uint8_t *bytes = pattern(SIZE);
  int copy = make_file(bytes, 0), witness = dup(copy);
  peer_t *from = open_peer(world, make_file(bytes, SIZE)), *to = open_peer(world, copy);
  CHECK_OK(pipe_stream_forward(from->stream, to->stream));
  CHECK_OK(pipe_stream_resume(from->stream));
  RUN_UNTIL(world, from->ends_of_stream == 1);
  CHECK_EQ(from->reads, 0);
  check_forwarded(to, 0, SIZE);
  CHECK_EQ(lseek(witness, 0, SEEK_SET), 0);
  expect(witness, bytes, SIZE);
  close_peer(from);
  close_peer(to);
  close(witness);
  free(bytes);
}

static void
a_file_into_what_takes_a_part(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  uint8_t *bytes = pattern(LEN);
  peer_t *from = open_peer(world, make_file(bytes, LEN)), *to = open_peer(world, fds[0]);
  CHECK_OK(pipe_stream_forward(from->stream, to->stream));
  CHECK_OK(pipe_stream_resume(from->stream));
  RUN_UNTIL(world, from->ends_of_stream == 1);
  uint64_t forwarded, none;
  CHECK_OK(pipe_stream_forwarded(from->stream, &forwarded, &none));
  CHECK(forwarded > 0);
  CHECK_EQ(forwarded + from->len, LEN);
  CHECK(memcmp(from->bytes, bytes + forwarded, from->len) == 0);
  expect(fds[1], bytes, forwarded);
  close_peer(from);
  close_peer(to);
  close(fds[1]);
  free(bytes);
}

static void
what_is_refused(world_t *world) {
  peer_t *plain = plain_peer(world), *ipc = make_peer(world, true, 65536);
  peer_t *lent = plain_peer(world);
  lend(lent, 10);
  CHECK_EQ(pipe_stream_forward(ipc->stream, plain->stream), UV_EINVAL);
  CHECK_EQ(pipe_stream_forward(lent->stream, plain->stream), UV_EINVAL);
  CHECK_OK(pipe_stream_forward(plain->stream, ipc->stream));
  pipe_stream_close(ipc->stream);
  CHECK_EQ(pipe_stream_forward(plain->stream, ipc->stream), UV_EBADF);
  CHECK_EQ(pipe_stream_forward(ipc->stream, plain->stream), UV_EBADF);
  RUN_UNTIL(world, ipc->closes == 1);
  free_peer(ipc);
  close_peer(plain);
  close_peer(lent);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(what_is_read_is_written_and_not_told),
    TEST(the_end_is_told),
    TEST(what_is_not_taken_is_told),
    TEST(nothing_overtakes_what_is_being_written),
    TEST(a_target_that_is_gone),
    TEST(a_target_that_has_been_closed),
    TEST(a_target_whose_peer_is_gone),
    TEST(a_target_without_a_descriptor),
    TEST(stopping_has_it_told),
    TEST(a_stream_can_be_its_own_target),
    TEST(o4_from_file_to_file),
    TEST(a_file_into_what_takes_a_part),
    TEST(what_is_refused),
  };
  return RUN_TESTS(tests);
}
