/*
 * What the runtime's tests stand on: a loop with an environment, streams and listeners that note
 * all that they are told, and checks that end the program with a message.
 *
 * A test runs in a new directory, and must leave as many descriptors open as it has found.
 * Callbacks that run inside an operation, or after the last one, fail the test by themselves.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "pipe.h"

#define LOG_SIZE 64

typedef struct {
  uv_loop_t loop;
  pipe_env_t *env;
  /* The callback that runs; they must not nest. */
  int depth;
  bool running;
  bool destroyed;
  /* Streams and listeners that have been made and not been closed. */
  int alive;
} world_t;

/* A stream, and what it has told. */
typedef struct peer_s peer_t;

struct peer_s {
  world_t *world;
  pipe_stream_t *stream;
  pipe_id_t id;
  /* One letter for each callback: c(onnect) h(andle) r(ead) e(nd of stream) ! (read error) w(rite)
     f(inish) x (close). Only the first ones; a read after a read is not repeated. */
  char log[LOG_SIZE];
  int connects, connect_err;
  int handles;
  uv_handle_type handle_types[LOG_SIZE];
  int reads, ends_of_stream, read_err;
  int owned_chunks, borrowed_chunks;
  /* Chunks that were given away are released only with the peer: the first ones, if this says so.
   */
  bool keeps_chunks;
  pipe_bytes_t kept[LOG_SIZE];
  int kept_len;
  size_t largest_chunk;
  /* Memory that the stream has been lent; none once `lent_len` is 0. Unless it stays, it is
     somewhere else each time that it is looked for. */
  uint8_t *lent;
  size_t lent_len, largest_fill;
  bool stays;
  int fills;
  /* All that has been read. */
  uint8_t *bytes;
  size_t len;
  bool discard;
  int writes, write_err;
  int finishes, finish_err;
  int closes;
  /* Run after the callback has been noted, unless NULL. */
  void (*on_connect)(peer_t *peer);
  void (*on_handle)(peer_t *peer);
  void (*on_read)(peer_t *peer);
  void (*on_filled)(peer_t *peer);
  void (*on_write)(peer_t *peer);
  void (*on_finish)(peer_t *peer);
  void (*on_close)(peer_t *peer);
  /* The test's own. */
  void *context;
};

/* A listener, and what it has told. */
typedef struct server_s server_t;

struct server_s {
  world_t *world;
  pipe_listener_t *listener;
  pipe_id_t id;
  int connections, errors, err, closes;
  /* In place of leaving the connection alone. */
  void (*on_connection)(server_t *server);
  void *context;
};

typedef struct {
  const char *name;
  void (*run)(world_t *world);
} test_t;

/* Runs the tests, each with a world of its own. Returns main's result. */
int
run_tests(const test_t *tests, size_t len);

#define TEST(function)                                                                             \
  { #function, function }
#define RUN_TESTS(tests) run_tests(tests, sizeof(tests) / sizeof((tests)[0]))

/* Ends the program. */
_Noreturn void
fail(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

void
check_equal(const char *file, int line, const char *what, long long actual, long long expected);

void
check_text(const char *file, int line, const char *what, const char *actual, const char *expected);

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) fail(__FILE__, __LINE__, "%s does not hold", #condition);                    \
  } while (0)
#define CHECK_EQ(actual, expected)                                                                 \
  check_equal(__FILE__, __LINE__, #actual, (long long) (actual), (long long) (expected))
#define CHECK_TEXT(actual, expected) check_text(__FILE__, __LINE__, #actual, actual, expected)
#define CHECK_OK(call)               CHECK_EQ(call, 0)

/* Turns the loop until `condition` holds; it must not run out of things to do before. */
#define RUN_UNTIL(world, condition)                                                                \
  do {                                                                                             \
    while (!(condition)) {                                                                         \
      bool more_ = turn(world, UV_RUN_ONCE);                                                       \
      if (!more_ && !(condition)) fail(__FILE__, __LINE__, "the loop ended before " #condition);   \
    }                                                                                              \
  } while (0)

/* One uv_run. Returns whether something is left to do. */
bool
turn(world_t *world, uv_run_mode mode);

/* Destroys the environment, runs the loop until it is gone, and checks that nothing is left. */
void
end_world(world_t *world);

/* A stream; to be freed with free_peer, after it has been closed or the world has ended. */
peer_t *
make_peer(world_t *world, bool ipc, uint32_t read_buffer_size);

/* make_peer with an ordinary read buffer and without handles. */
peer_t *
plain_peer(world_t *world);

/* A peer over `fd`, which has to open. */
peer_t *
open_peer(world_t *world, int fd);

/* The same, with chunks of at most `read_buffer_size` bytes. */
peer_t *
open_reader(world_t *world, int fd, uint32_t read_buffer_size);

/* Closes the peer, waits for it, and frees it. */
void
close_peer(peer_t *peer);

void
free_peer(peer_t *peer);

/* Lends the peer's stream `len` bytes. */
void
lend(peer_t *peer, size_t len);

/* Writes all of `len` bytes through try_write and write. The write callback follows if this says
 * so. */
bool
send_bytes(peer_t *peer, const void *bytes, size_t len);

server_t *
make_server(world_t *world);

/* A server that listens at `path`. */
server_t *
listen_at(world_t *world, const char *path);

/* An on_connection that accepts into a peer of its own, and leaves it in the server's context. */
void
accept_into_new_peer(server_t *server);

void
close_server(server_t *server);

void
free_server(server_t *server);

/* pipe_stream_connect with a path that ends with NUL. */
int
connect_to(peer_t *peer, const char *path);

/* Two connected sockets. */
void
make_socketpair(int fds[2]);

/* The number of open descriptors. */
int
count_descriptors(void);

/* Leaves room for no further descriptor; to be undone with setrlimit and what it returns. */
struct rlimit
use_up_descriptors(void);

bool
is_open_descriptor(int fd);

/* A blocking client socket that is connected to `path`; negative errno on failure. */
int
raw_connect(const char *path);

/* Bytes that tell where they are. */
uint8_t *
pattern(size_t len);

/* A file called "file" with these bytes, open at its beginning. */
int
make_file(const uint8_t *bytes, size_t len);

/* Has a descriptor lead to a file instead, behind the back of whoever has it. */
void
replace_with_file(int fd);

#endif
