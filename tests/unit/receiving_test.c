#include <sys/resource.h>

#include "cargo.h"
#include "channel.h"

/* The most handles that are held at once (I4). */
#define MAX_HELD 64

/* Descriptors that are not the runtime's. */
#define MAX_KNOWN 1024

typedef struct {
  bool known[MAX_KNOWN];
  int most_held;
  int not_close_on_exec;
} watch_t;

static void
note_descriptors(watch_t *watch) {
  memset(watch, 0, sizeof(*watch));
  for (int fd = 0; fd < MAX_KNOWN; fd++)
    watch->known[fd] = is_open_descriptor(fd);
}

static void
watch_descriptors(peer_t *peer) {
  watch_t *watch = peer->context;
  int held = 0;
  for (int fd = 0; fd < MAX_KNOWN; fd++) {
    if (watch->known[fd] || !is_open_descriptor(fd)) continue;
    held++;
    if ((fcntl(fd, F_GETFD) & FD_CLOEXEC) == 0) watch->not_close_on_exec++;
  }
  if (held > watch->most_held) watch->most_held = held;
}

static void
pause_here(peer_t *peer) {
  pipe_stream_pause(peer->stream);
}

static void
i1_every_kind_in_order(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  cargo_t cargo[CARGO_KINDS];
  int fds[CARGO_KINDS];
  make_cargo(cargo);
  for (size_t i = 0; i < CARGO_KINDS; i++)
    fds[i] = cargo[i].fd;
  watch_t watch;
  note_descriptors(&watch);
  peer->context = &watch;
  peer->on_handle = watch_descriptors;
  int before = count_descriptors();
  send_raw(raw, fds, CARGO_KINDS, 3);
  RUN_UNTIL(world, peer->len == 3);
  CHECK_EQ(peer->handles, CARGO_KINDS);
  for (size_t i = 0; i < CARGO_KINDS; i++)
    CHECK_EQ(peer->handle_types[i], cargo[i].type);
  CHECK_EQ(watch.most_held, CARGO_KINDS);
  CHECK_EQ(watch.not_close_on_exec, 0);
  CHECK_EQ(count_descriptors(), before);
  close_cargo(cargo);
  close(raw);
  close_peer(peer);
}

static void
i4_any_number_in_one_message(world_t *world) {
  static const size_t counts[] = {0, 1, 2, 63, MAX_HELD, MAX_HELD + 1, 2 * MAX_HELD, MAX_SENT};
  for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
    size_t count = counts[i];
    int raw;
    peer_t *peer = half_channel(world, &raw);
    watch_t watch;
    note_descriptors(&watch);
    peer->context = &watch;
    peer->on_handle = watch_descriptors;
    int before = count_descriptors();
    send_text(raw, "bytes", raw, count);
    RUN_UNTIL(world, peer->len == 5 || peer->read_err != 0);
    bool fits = count <= MAX_HELD;
    CHECK_EQ(peer->handles, fits ? count : MAX_HELD);
    CHECK_EQ(watch.most_held, peer->handles);
    CHECK_EQ(peer->read_err, fits ? 0 : UV_EMFILE);
    CHECK_EQ(peer->len, fits ? 5 : 0);
    CHECK_EQ(count_descriptors(), before);
    close(raw);
    close_peer(peer);
  }
}

/* The kernel ends a read after bytes with descriptors, so that three reads it takes. */
static void
i1_several_messages_in_one_wake_up(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  send_text(raw, "a", raw, 1);
  send_text(raw, "b", raw, 2);
  send_text(raw, "c", raw, 0);
  send_text(raw, "d", raw, 1);
  send_text(raw, "e", raw, 0);
  turn(world, UV_RUN_NOWAIT);
  CHECK_TEXT(peer->log, "hrhhrhr");
  CHECK_EQ(peer->len, 5);
  CHECK(memcmp(peer->bytes, "abcde", 5) == 0);
  close(raw);
  close_peer(peer);
}

/* A peer that sends on and on must not keep the loop from everything else. */
static void
a_wake_up_ends(world_t *world) {
  enum { MESSAGES = 100 };
  int raw;
  peer_t *peer = half_channel(world, &raw);
  for (int i = 0; i < MESSAGES; i++)
    send_text(raw, "x", raw, 1);
  turn(world, UV_RUN_NOWAIT);
  CHECK(peer->handles > 1 && peer->handles < MESSAGES / 2);
  RUN_UNTIL(world, peer->handles == MESSAGES);
  CHECK_EQ(peer->len, MESSAGES);
  close(raw);
  close_peer(peer);
}

static void
i1_a_message_of_several_chunks(world_t *world) {
  int fds[2];
  make_socketpair(fds);
  peer_t *peer = ipc_peer(world, fds[1], 4);
  send_text(fds[0], "0123456789", fds[0], 2);
  RUN_UNTIL(world, peer->len == 10);
  CHECK_TEXT(peer->log, "hhr");
  CHECK_EQ(peer->reads, 3);
  CHECK_EQ(peer->largest_chunk, 4);
  CHECK(memcmp(peer->bytes, "0123456789", 10) == 0);
  close(fds[0]);
  close_peer(peer);
}

static void
r1_large_chunks_are_given(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  send_raw(raw, &raw, 1, 32768);
  RUN_UNTIL(world, peer->len == 32768);
  CHECK_EQ(peer->owned_chunks, 1);
  send_raw(raw, &raw, 1, 32767);
  RUN_UNTIL(world, peer->len == 65535);
  CHECK_EQ(peer->owned_chunks, 1);
  CHECK_EQ(peer->borrowed_chunks, 1);
  close(raw);
  close_peer(peer);
}

static void
the_end_comes_last_and_once(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  send_text(raw, "x", raw, 2);
  close(raw);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "hhre");
  close_peer(peer);
}

static void
an_error_comes_last_and_once(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  /* Closing with unread bytes resets the connection. */
  CHECK(!send_bytes(peer, "x", 1));
  send_text(raw, "x", raw, 1);
  close(raw);
  RUN_UNTIL(world, peer->read_err != 0);
  CHECK_EQ(peer->read_err, UV_ECONNRESET);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "hr!");
  close_peer(peer);
}

/* Lets the process open no more than `more` descriptors. Returns the limit that was. */
static struct rlimit
limit_descriptors(int more) {
  struct rlimit before, limit;
  CHECK_OK(getrlimit(RLIMIT_NOFILE, &before));
  limit = before;
  for (limit.rlim_cur = 0; more > 0; limit.rlim_cur++) {
    if (!is_open_descriptor((int) limit.rlim_cur)) more--;
  }
  CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
  return before;
}

static void
i6_lost_for_lack_of_descriptors(world_t *world) {
  for (int left = 0; left < 4; left++) {
    int raw;
    peer_t *peer = half_channel(world, &raw);
    int before = count_descriptors();
    send_text(raw, "x", raw, 3);
    send_text(raw, "y", raw, 1);
    struct rlimit limit = limit_descriptors(left);
    RUN_UNTIL(world, peer->handles == 4 || peer->read_err != 0);
    /* Nothing more is read, let alone on every turn. */
    CHECK_EQ(turn(world, UV_RUN_NOWAIT), left == 3);
    CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
    static const char *logs[] = {"!", "h!", "hh!", "hhhrhr"};
    CHECK_TEXT(peer->log, logs[left]);
    CHECK_EQ(peer->read_err, left < 3 ? UV_EMFILE : 0);
    CHECK_EQ(count_descriptors(), before);
    close(raw);
    close_peer(peer);
  }
}

/* Linux 6.5; older headers do not name it. */
#define PASS_PIDFD 76

/* A program can have asked for other things to come along. */
static void
control_messages_of_other_kinds(world_t *world) {
  int raw, fds[2], on = 1;
  make_socketpair(fds);
  raw = fds[0];
  CHECK_OK(setsockopt(fds[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)));
  setsockopt(fds[1], SOL_SOCKET, PASS_PIDFD, &on, sizeof(on));
  peer_t *peer = ipc_peer(world, fds[1], PIPE_DEFAULT_READ_BUFFER_SIZE);
  int before = count_descriptors();
  send_text(raw, "a", raw, 0);
  RUN_UNTIL(world, peer->len == 1);
  send_text(raw, "b", raw, 2);
  RUN_UNTIL(world, peer->len == 2);
  CHECK_TEXT(peer->log, "rhhr");
  CHECK_EQ(count_descriptors(), before);
  close(raw);
  close_peer(peer);
}

/* Only on a socket that keeps the bounds of messages can a descriptor come without a byte. */
static void
handles_without_bytes(world_t *world) {
  int fds[2];
  CHECK_OK(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds));
  peer_t *peer = ipc_peer(world, fds[1], PIPE_DEFAULT_READ_BUFFER_SIZE);
  int before = count_descriptors();
  send_text(fds[0], "", fds[0], 2);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_TEXT(peer->log, "hhe");
  CHECK_EQ(count_descriptors(), before);
  close(fds[0]);
  close_peer(peer);
}

static void
what_is_no_socket_is_read_plainly(world_t *world) {
  int32_t read_end, write_end;
  CHECK_OK(pipe_stream_pipe(&read_end, &write_end));
  peer_t *peer = ipc_peer(world, read_end, PIPE_DEFAULT_READ_BUFFER_SIZE);
  CHECK_EQ(write(write_end, "x", 1), 1);
  RUN_UNTIL(world, peer->len == 1);
  close(write_end);
  RUN_UNTIL(world, peer->ends_of_stream == 1);
  CHECK_TEXT(peer->log, "re");
  close_peer(peer);
}

static void
r2_paused_inside_handle(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  peer->on_handle = pause_here;
  send_text(raw, "ab", raw, 3);
  send_text(raw, "c", raw, 1);
  RUN_UNTIL(world, peer->len == 2);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "hhhr");
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == 3);
  CHECK_TEXT(peer->log, "hhhrhr");
  close(raw);
  close_peer(peer);
}

static void
r2_paused_inside_read(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  peer->on_read = pause_here;
  send_text(raw, "a", raw, 1);
  send_text(raw, "b", raw, 1);
  RUN_UNTIL(world, peer->len == 1);
  CHECK_EQ(turn(world, UV_RUN_DEFAULT), false);
  CHECK_TEXT(peer->log, "hr");
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == 2);
  close(raw);
  close_peer(peer);
}

static void
close_here(peer_t *peer) {
  pipe_stream_close(peer->stream);
}

static void
i4_closed_inside_handle(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  peer->on_handle = close_here;
  send_text(raw, "x", raw, 3);
  RUN_UNTIL(world, peer->closes == 1);
  CHECK_TEXT(peer->log, "hx");
  free_peer(peer);
  close(raw);
}

static void
on_destroyed(void *data) {
  world_t *world = data;
  world->destroyed = true;
  world->env = NULL;
}

static void
destroy_here(peer_t *peer) {
  pipe_env_destroy(peer->world->env, on_destroyed);
}

/* That no descriptor is left is seen by the harness. */
static void
i4_destroyed_inside_handle(world_t *world) {
  int raw;
  peer_t *peer = half_channel(world, &raw);
  peer->on_handle = destroy_here;
  send_text(raw, "x", raw, 3);
  RUN_UNTIL(world, world->destroyed);
  CHECK_TEXT(peer->log, "hx");
  free_peer(peer);
  close(raw);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(i1_every_kind_in_order),
    TEST(i4_any_number_in_one_message),
    TEST(i1_several_messages_in_one_wake_up),
    TEST(a_wake_up_ends),
    TEST(i1_a_message_of_several_chunks),
    TEST(r1_large_chunks_are_given),
    TEST(the_end_comes_last_and_once),
    TEST(an_error_comes_last_and_once),
    TEST(i6_lost_for_lack_of_descriptors),
    TEST(control_messages_of_other_kinds),
    TEST(handles_without_bytes),
    TEST(what_is_no_socket_is_read_plainly),
    TEST(r2_paused_inside_handle),
    TEST(r2_paused_inside_read),
    TEST(i4_closed_inside_handle),
    TEST(i4_destroyed_inside_handle),
  };
  return RUN_TESTS(tests);
}
