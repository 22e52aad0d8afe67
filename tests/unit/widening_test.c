#include "harness.h"
#include "unix/fifo.h"

#define MESSAGE ((size_t) 1024 * 1024)

/* So many messages have more than 16 MiB wait, as an ordinary FIFO takes 64 KiB of each at once. */
enum { BULK = 18, NARROW = 65536, WIDE = 262144 };

/* Two peers, over two ends of something that holds less than a message. */
typedef struct {
  peer_t *from;
  peer_t *to;
  int fd;
} passage_t;

static passage_t
open_passage(world_t *world, int read, int write) {
  passage_t passage = {.from = open_peer(world, write), .to = open_peer(world, read), .fd = write};
  CHECK_OK(pipe_stream_resume(passage.to->stream));
  return passage;
}

static passage_t
open_fifo(world_t *world) {
  int fds[2];
  CHECK_OK(pipe(fds));
  CHECK_EQ(fcntl(fds[1], F_SETPIPE_SZ, NARROW), NARROW);
  return open_passage(world, fds[0], fds[1]);
}

static void
close_passage(passage_t passage) {
  close_peer(passage.from);
  close_peer(passage.to);
}

/* Sends a message and waits until all of it is there, as it was. */
static void
pass(world_t *world, passage_t passage) {
  uint8_t *message = pattern(MESSAGE);
  passage.to->len = 0;
  CHECK(send_bytes(passage.from, message, MESSAGE));
  RUN_UNTIL(world, passage.to->len == MESSAGE);
  RUN_UNTIL(world, passage.from->writes == 1);
  CHECK_OK(passage.from->write_err);
  CHECK(memcmp(passage.to->bytes, message, MESSAGE) == 0);
  passage.from->writes = 0;
  free(message);
}

static void
pass_many(world_t *world, passage_t passage, int messages) {
  for (int i = 0; i < messages; i++)
    pass(world, passage);
}

static void
a_fifo_holds_more_once_it_is_written_in_bulk(world_t *world) {
  passage_t passage = open_fifo(world);
  pass_many(world, passage, BULK - 1);
  CHECK_EQ(fcntl(passage.fd, F_GETPIPE_SZ), NARROW);
  pass(world, passage);
  CHECK_EQ(fcntl(passage.fd, F_GETPIPE_SZ), WIDE);
  pass(world, passage);
  close_passage(passage);
}

/* The program, or whoever made the FIFO, knows better by then. */
static void
it_is_widened_once(world_t *world) {
  passage_t passage = open_fifo(world);
  pass_many(world, passage, BULK);
  CHECK_EQ(fcntl(passage.fd, F_SETPIPE_SZ, NARROW), NARROW);
  pass_many(world, passage, BULK);
  CHECK_EQ(fcntl(passage.fd, F_GETPIPE_SZ), NARROW);
  close_passage(passage);
}

/* While it is full the kernel would not have it hold less, but its reader may have been quick. */
static void
one_that_holds_more_is_left_alone(world_t *world) {
  (void) world;
  int fds[2];
  CHECK_OK(pipe(fds));
  CHECK_EQ(fcntl(fds[1], F_SETPIPE_SZ, 2 * WIDE), 2 * WIDE);
  pipe_fifo_widen(fds[1]);
  CHECK_EQ(fcntl(fds[1], F_GETPIPE_SZ), 2 * WIDE);
  close(fds[0]);
  close(fds[1]);
}

static void
a_socket_has_no_such_thing(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  passage_t passage = open_passage(world, fds[0], fds[1]);
  pass_many(world, passage, 2 * BULK);
  close_passage(passage);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(a_fifo_holds_more_once_it_is_written_in_bulk),
    TEST(it_is_widened_once),
    TEST(one_that_holds_more_is_left_alone),
    TEST(a_socket_has_no_such_thing),
  };
  return RUN_TESTS(tests);
}
