#include "cargo.h"
#include "channel.h"

/* Targets that other C code has made, on the same loop. */
typedef struct {
  uv_pipe_t pipe, busy_pipe, closing_pipe;
  uv_tcp_t tcp;
  uv_udp_t udp;
  uv_timer_t timer;
} foreign_t;

/* A handle is announced, and refused or accepted here. */
typedef struct {
  foreign_t foreign;
  cargo_t cargo[CARGO_KINDS];
  int raw;
  peer_t *receiver;
  /* The kind that is announced, what it is accepted into, and what that says. */
  const cargo_t *sent;
  uv_handle_t *target;
  int err;
} field_t;

static field_t *
make_field(world_t *world) {
  field_t *field = calloc(1, sizeof(*field));
  CHECK(field != NULL);
  make_cargo(field->cargo);
  field->receiver = half_channel(world, &field->raw);
  field->receiver->context = field;
  foreign_t *foreign = &field->foreign;
  CHECK_OK(uv_pipe_init(&world->loop, &foreign->pipe, 0));
  CHECK_OK(uv_pipe_init(&world->loop, &foreign->busy_pipe, 0));
  CHECK_OK(uv_pipe_bind(&foreign->busy_pipe, "busy"));
  CHECK_OK(uv_pipe_init(&world->loop, &foreign->closing_pipe, 0));
  CHECK_OK(uv_tcp_init(&world->loop, &foreign->tcp));
  CHECK_OK(uv_udp_init(&world->loop, &foreign->udp));
  CHECK_OK(uv_timer_init(&world->loop, &foreign->timer));
  return field;
}

static void
close_field(field_t *field) {
  foreign_t *foreign = &field->foreign;
  uv_close((uv_handle_t *) &foreign->pipe, NULL);
  uv_close((uv_handle_t *) &foreign->busy_pipe, NULL);
  uv_handle_t *closing = (uv_handle_t *) &foreign->closing_pipe;
  if (!uv_is_closing(closing)) uv_close(closing, NULL);
  uv_close((uv_handle_t *) &foreign->tcp, NULL);
  uv_close((uv_handle_t *) &foreign->udp, NULL);
  uv_close((uv_handle_t *) &foreign->timer, NULL);
  close(field->raw);
  close_peer(field->receiver);
  close_cargo(field->cargo);
  free(field);
}

/* Sends one of the kind, and waits until that has been told. */
static void
send_cargo(field_t *field, const char *name, void (*on_handle)(peer_t *peer)) {
  peer_t *receiver = field->receiver;
  size_t len = receiver->len;
  field->sent = find_cargo(field->cargo, name);
  receiver->on_handle = on_handle;
  send_text(field->raw, "x", field->sent->fd, 1);
  RUN_UNTIL(receiver->world, receiver->len == len + 1);
}

static int
accept_into(field_t *field, void *target) {
  return pipe_stream_accept(field->receiver->stream, target);
}

static void
accept_here(peer_t *peer) {
  field_t *field = peer->context;
  field->err = accept_into(field, field->target);
}

/* What came of accepting one of the kind into `target`. */
static int
move_cargo(field_t *field, const char *name, void *target) {
  field->target = target;
  send_cargo(field, name, accept_here);
  return field->err;
}

static void
refuse_then_accept(peer_t *peer) {
  field_t *field = peer->context;
  foreign_t *foreign = &field->foreign;
  bool is_pipe = field->sent->type == UV_NAMED_PIPE;
  CHECK_EQ(accept_into(field, &foreign->timer), UV_EPROTOTYPE);
  CHECK_EQ(accept_into(field, &foreign->closing_pipe), UV_EINVAL);
  CHECK_EQ(accept_into(field, &foreign->busy_pipe), is_pipe ? UV_EBUSY : UV_EPROTOTYPE);
  if (!is_pipe) CHECK_EQ(accept_into(field, &foreign->pipe), UV_EPROTOTYPE);
  if (field->sent->type != UV_TCP) CHECK_EQ(accept_into(field, &foreign->tcp), UV_EPROTOTYPE);
  if (field->sent->type != UV_UDP) CHECK_EQ(accept_into(field, &foreign->udp), UV_EPROTOTYPE);
  if (field->target == NULL) return;
  CHECK_OK(accept_into(field, field->target));
  CHECK_EQ(accept_into(field, field->target), UV_EAGAIN);
}

/* All that is wrong is refused, and the handle is still there for what is right. */
static void
i3_the_type_and_the_state_count(world_t *world) {
  static const char *nowhere[] = {"directory", "epoll", "eventfd", "unix datagrams",
                                  "path of a directory"};
  field_t *field = make_field(world);
  foreign_t *foreign = &field->foreign;
  peer_t *file = plain_peer(world);
  const struct {
    const char *name;
    uv_handle_t *target;
  } cases[] = {
    {"unix socket", (uv_handle_t *) &foreign->pipe},
    {"tcp socket", (uv_handle_t *) &foreign->tcp},
    {"udp socket", (uv_handle_t *) &foreign->udp},
    {"regular file", handle_of(file)},
  };
  int before = count_descriptors();
  uv_close((uv_handle_t *) &foreign->closing_pipe, NULL);
  for (size_t i = 0; i < sizeof(nowhere) / sizeof(nowhere[0]); i++) {
    field->target = NULL;
    /* Closing is over after one turn of the loop; the memory stays a closed handle's. */
    send_cargo(field, nowhere[i], refuse_then_accept);
    CHECK_EQ(move_cargo(field, nowhere[i], handle_of(file)), UV_EPROTOTYPE);
  }
  CHECK_EQ(count_descriptors(), before);
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    field->target = cases[i].target;
    send_cargo(field, cases[i].name, refuse_then_accept);
    CHECK_EQ(count_descriptors(), before + (int) i + 1);
  }
  close_peer(file);
  close_field(field);
}

static void
check_flags(uv_os_fd_t fd) {
  CHECK((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
  CHECK((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
}

static void
i2_what_moved_in_neither_blocks_nor_is_inherited(world_t *world) {
  field_t *field = make_field(world);
  peer_t *own = plain_peer(world);
  const struct {
    const char *name;
    void *target;
  } cases[] = {
    {"unix socket", &field->foreign.pipe},
    {"tcp server", &field->foreign.tcp},
    {"udp socket", &field->foreign.udp},
    {"fifo to read", handle_of(own)},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    uv_os_fd_t fd;
    CHECK_OK(move_cargo(field, cases[i].name, cases[i].target));
    CHECK_OK(uv_fileno(cases[i].target, &fd));
    check_flags(fd);
  }
  close_peer(own);
  close_field(field);
}

/* What a pipe of ours reads from what has arrived. */
static void
check_reads(field_t *field, const char *name, const char *text) {
  world_t *world = field->receiver->world;
  peer_t *peer = plain_peer(world);
  CHECK_OK(move_cargo(field, name, handle_of(peer)));
  uint32_t status;
  CHECK_EQ(pipe_stream_open(peer->stream, field->raw, &status), UV_EISCONN);
  CHECK_OK(pipe_stream_resume(peer->stream));
  RUN_UNTIL(world, peer->len == strlen(text));
  CHECK(memcmp(peer->bytes, text, peer->len) == 0);
  close_peer(peer);
}

static void
i2_pipes_of_ours_read(world_t *world) {
  field_t *field = make_field(world);
  CHECK_EQ(write(find_cargo(field->cargo, "unix socket")->rest, "socket", 6), 6);
  CHECK_EQ(write(find_cargo(field->cargo, "fifo to read")->rest, "fifo", 4), 4);
  check_reads(field, "unix socket", "socket");
  check_reads(field, "fifo to read", "fifo");
  check_reads(field, "regular file", "text");
  close_field(field);
}

static void
check_writes(field_t *field, const char *name, bool both_ways) {
  world_t *world = field->receiver->world;
  peer_t *peer = plain_peer(world);
  CHECK_OK(move_cargo(field, name, handle_of(peer)));
  CHECK(!send_bytes(peer, "y", 1));
  int rest = field->sent->rest;
  char byte = 0;
  if (rest >= 0) CHECK_EQ(read(rest, &byte, 1), 1);
  CHECK_EQ(byte, rest >= 0 ? 'y' : 0);
  CHECK_EQ(pipe_stream_resume(peer->stream), both_ways ? 0 : UV_ENOTCONN);
  close_peer(peer);
}

static void
i2_pipes_of_ours_write(world_t *world) {
  field_t *field = make_field(world);
  check_writes(field, "unix socket", true);
  check_writes(field, "fifo to write", false);
  check_writes(field, "regular file", true);
  check_writes(field, "null device", true);
  check_writes(field, "terminal", true);
  char text[5] = {0};
  CHECK_EQ(pread(find_cargo(field->cargo, "regular file")->fd, text, 4, 0), 4);
  CHECK_TEXT(text, "yext");
  close_field(field);
}

/* It is announced as a pipe, and is none that anybody could wait for. */
static void
i5_what_cannot_be_polled_is_refused(world_t *world) {
  field_t *field = make_field(world);
  peer_t *peer = plain_peer(world);
  CHECK_EQ(move_cargo(field, "path of a fifo", handle_of(peer)), UV_EBADF);
  CHECK_EQ(move_cargo(field, "path of a fifo", &field->foreign.pipe), UV_EBADF);
  CHECK_OK(move_cargo(field, "unix socket", handle_of(peer)));
  CHECK_OK(move_cargo(field, "unix socket", &field->foreign.pipe));
  close_peer(peer);
  close_field(field);
}

static void
count_connection(uv_stream_t *server, int status) {
  CHECK_OK(status);
  ++*(int *) server->data;
}

static void
i2_servers_serve(world_t *world) {
  field_t *field = make_field(world);
  int pipes = 0, sockets = 0;
  uv_pipe_t *pipe = &field->foreign.pipe;
  uv_tcp_t *tcp = &field->foreign.tcp;
  pipe->data = &pipes;
  tcp->data = &sockets;
  CHECK_OK(move_cargo(field, "unix server", pipe));
  CHECK_OK(move_cargo(field, "tcp server", tcp));
  CHECK_OK(uv_listen((uv_stream_t *) pipe, 1, count_connection));
  CHECK_OK(uv_listen((uv_stream_t *) tcp, 1, count_connection));
  int client = raw_connect("cargo");
  CHECK(client >= 0);
  RUN_UNTIL(world, pipes == 1);
  struct sockaddr_storage address;
  int len = sizeof(address);
  CHECK_OK(uv_tcp_getsockname(tcp, (struct sockaddr *) &address, &len));
  int other = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK_OK(connect(other, (struct sockaddr *) &address, (socklen_t) len));
  RUN_UNTIL(world, sockets == 1);
  close(client);
  close(other);
  close_field(field);
}

static void
lend_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void) handle;
  (void) suggested;
  static char memory[64];
  *buffer = uv_buf_init(memory, sizeof(memory));
}

static void
note_bytes(uv_stream_t *stream, ssize_t len, const uv_buf_t *buffer) {
  (void) buffer;
  *(ssize_t *) stream->data = len;
}

static void
i2_a_tcp_socket_carries_bytes_both_ways(world_t *world) {
  field_t *field = make_field(world);
  uv_tcp_t *tcp = &field->foreign.tcp;
  ssize_t len = 0;
  tcp->data = &len;
  CHECK_OK(move_cargo(field, "tcp socket", tcp));
  int client = field->sent->rest;
  CHECK_EQ(write(client, "there", 5), 5);
  CHECK_OK(uv_read_start((uv_stream_t *) tcp, lend_buffer, note_bytes));
  RUN_UNTIL(world, len == 5);
  uv_buf_t chunk = uv_buf_init("back", 4);
  CHECK_EQ(uv_try_write((uv_stream_t *) tcp, &chunk, 1), 4);
  char bytes[8];
  CHECK_EQ(read(client, bytes, sizeof(bytes)), 4);
  close_field(field);
}

static void
accept_after_closing(peer_t *peer) {
  field_t *field = peer->context;
  pipe_stream_close(peer->stream);
  CHECK_EQ(accept_into(field, &field->foreign.pipe), UV_EBADF);
}

static void
i4_a_closed_stream_gives_nothing(world_t *world) {
  field_t *field = make_field(world);
  peer_t *receiver = field->receiver;
  receiver->on_handle = accept_after_closing;
  send_text(field->raw, "x", field->raw, 1);
  RUN_UNTIL(world, receiver->closes == 1);
  CHECK_EQ(receiver->handles, 1);
  free_peer(receiver);
  field->receiver = plain_peer(world);
  close_field(field);
}

/* A program can keep what it passes on in the mode in which it uses that itself. */
static void
i3_a_refused_handle_is_left_as_it_is(world_t *world) {
  field_t *field = make_field(world);
  CHECK_OK(move_cargo(field, "tcp server", &field->foreign.tcp));
  CHECK_EQ(move_cargo(field, "tcp socket", &field->foreign.tcp), UV_EBUSY);
  CHECK_EQ(fcntl(field->sent->fd, F_GETFL) & O_NONBLOCK, 0);
  close_field(field);
}

/* libuv has a type of handle for terminals as well, and none of them is ever vacant. */
static void
i3_a_terminal_does_not_move_into_another(world_t *world) {
  field_t *field = make_field(world);
  uv_tty_t terminal;
  int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
  CHECK_OK(uv_tty_init(&world->loop, &terminal, fd, 0));
  CHECK_EQ(move_cargo(field, "terminal", &terminal), UV_EPROTOTYPE);
  uv_close((uv_handle_t *) &terminal, NULL);
  close_field(field);
}

static void
i3_nothing_is_pending_once_the_listener_has_returned(world_t *world) {
  field_t *field = make_field(world);
  field->receiver->on_read = accept_here;
  field->target = (uv_handle_t *) &field->foreign.tcp;
  send_cargo(field, "tcp socket", NULL);
  CHECK_EQ(field->err, UV_EAGAIN);
  CHECK_EQ(accept_into(field, field->target), UV_EAGAIN);
  close_field(field);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(i3_the_type_and_the_state_count),
    TEST(i2_what_moved_in_neither_blocks_nor_is_inherited),
    TEST(i2_pipes_of_ours_read),
    TEST(i2_pipes_of_ours_write),
    TEST(i5_what_cannot_be_polled_is_refused),
    TEST(i2_servers_serve),
    TEST(i2_a_tcp_socket_carries_bytes_both_ways),
    TEST(i3_a_refused_handle_is_left_as_it_is),
    TEST(i3_a_terminal_does_not_move_into_another),
    TEST(i3_nothing_is_pending_once_the_listener_has_returned),
    TEST(i4_a_closed_stream_gives_nothing),
  };
  return RUN_TESTS(tests);
}
