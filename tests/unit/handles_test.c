#include "channel.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static void
i2_an_accepted_pipe_carries_bytes(world_t *world) {
  channel_t channel = make_channel(world);
  int fds[2];
  make_socketpair(fds);
  peer_t *cargo = open_peer(world, fds[0]);
  peer_t *target = plain_peer(world);
  channel.to->context = handle_of(target);
  channel.to->on_handle = accept_into_context;
  send_handle(channel.from, handle_of(cargo));
  RUN_UNTIL(world, channel.to->len == 1);
  CHECK_TEXT(channel.to->log, "hr");
  CHECK_EQ(channel.to->handle_types[0], UV_NAMED_PIPE);
  /* The sender keeps its own copy. */
  CHECK(is_open_descriptor(fds[0]));
  close_peer(cargo);
  CHECK(!send_bytes(target, "y", 1));
  char byte;
  CHECK_EQ(read(fds[1], &byte, 1), 1);
  CHECK_EQ(byte, 'y');
  CHECK_EQ(write(fds[1], "z", 1), 1);
  CHECK_OK(pipe_stream_resume(target->stream));
  RUN_UNTIL(world, target->len == 1);
  close(fds[1]);
  close_peer(target);
  close_channel(channel);
}

static void
accept_after_a_busy_one(peer_t *peer) {
  uv_handle_t **targets = peer->context;
  CHECK_EQ(pipe_stream_accept(peer->stream, targets[0]), UV_EBUSY);
  CHECK_OK(pipe_stream_accept(peer->stream, targets[1]));
}

static void
i1_tcp_and_udp(world_t *world) {
  channel_t channel = make_channel(world);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  uv_tcp_t tcp, tcp_target;
  uv_udp_t udp, udp_target;
  CHECK_OK(uv_tcp_init(&world->loop, &tcp));
  CHECK_OK(uv_tcp_bind(&tcp, (struct sockaddr *) &address, 0));
  CHECK_OK(uv_udp_init(&world->loop, &udp));
  CHECK_OK(uv_udp_bind(&udp, (struct sockaddr *) &address, 0));
  CHECK_OK(uv_tcp_init(&world->loop, &tcp_target));
  CHECK_OK(uv_udp_init(&world->loop, &udp_target));
  uv_handle_t *targets[] = {(uv_handle_t *) &tcp, (uv_handle_t *) &tcp_target};
  channel.to->on_handle = accept_after_a_busy_one;
  channel.to->context = targets;
  send_handle(channel.from, (uv_handle_t *) &tcp);
  RUN_UNTIL(world, channel.to->len == 1);
  targets[0] = (uv_handle_t *) &udp;
  targets[1] = (uv_handle_t *) &udp_target;
  send_handle(channel.from, (uv_handle_t *) &udp);
  RUN_UNTIL(world, channel.to->len == 2);
  CHECK_EQ(channel.to->handles, 2);
  CHECK_EQ(channel.to->handle_types[0], UV_TCP);
  CHECK_EQ(channel.to->handle_types[1], UV_UDP);
  struct sockaddr_in sent, arrived;
  int len = sizeof(sent);
  CHECK_OK(uv_tcp_getsockname(&tcp, (struct sockaddr *) &sent, &len));
  CHECK_OK(uv_tcp_getsockname(&tcp_target, (struct sockaddr *) &arrived, &len));
  CHECK_EQ(sent.sin_port, arrived.sin_port);
  CHECK_OK(uv_udp_getsockname(&udp, (struct sockaddr *) &sent, &len));
  CHECK_OK(uv_udp_getsockname(&udp_target, (struct sockaddr *) &arrived, &len));
  CHECK_EQ(sent.sin_port, arrived.sin_port);
  uv_close((uv_handle_t *) &tcp, NULL);
  uv_close((uv_handle_t *) &udp, NULL);
  uv_close((uv_handle_t *) &tcp_target, NULL);
  uv_close((uv_handle_t *) &udp_target, NULL);
  close_channel(channel);
}

static void
accept_the_second(peer_t *peer) {
  if (peer->handles == 2) CHECK_OK(pipe_stream_accept(peer->stream, peer->context));
}

static void
i4_an_unclaimed_handle_does_not_block_the_next(world_t *world) {
  channel_t channel = make_channel(world);
  int first[2], second[2];
  make_socketpair(first);
  make_socketpair(second);
  peer_t *cargos[] = {open_peer(world, first[0]), open_peer(world, second[0])};
  peer_t *target = plain_peer(world);
  channel.to->context = handle_of(target);
  channel.to->on_handle = accept_the_second;
  send_handle(channel.from, handle_of(cargos[0]));
  send_handle(channel.from, handle_of(cargos[1]));
  RUN_UNTIL(world, channel.to->len == 2);
  close_peer(cargos[0]);
  close_peer(cargos[1]);
  char byte;
  CHECK_EQ(read(first[1], &byte, 1), 0);
  CHECK(!send_bytes(target, "y", 1));
  CHECK_EQ(read(second[1], &byte, 1), 1);
  close(first[1]);
  close(second[1]);
  close_peer(target);
  close_channel(channel);
}

typedef struct {
  peer_t *busy, *connecting, *closing, *on_file, *good;
  uv_tcp_t tcp;
  uv_timer_t timer;
  uv_pipe_t elsewhere;
} targets_t;

static void
refuse_and_accept(peer_t *peer) {
  targets_t *targets = peer->context;
  CHECK_EQ(pipe_stream_accept(peer->stream, handle_of(targets->busy)), UV_EBUSY);
  CHECK_EQ(pipe_stream_accept(peer->stream, handle_of(peer)), UV_EBUSY);
  CHECK_EQ(pipe_stream_accept(peer->stream, handle_of(targets->connecting)), UV_EBUSY);
  CHECK_EQ(pipe_stream_accept(peer->stream, handle_of(targets->on_file)), UV_EBUSY);
  CHECK_EQ(pipe_stream_accept(peer->stream, handle_of(targets->closing)), UV_EINVAL);
  CHECK_EQ(pipe_stream_accept(peer->stream, (uv_handle_t *) &targets->tcp), UV_EPROTOTYPE);
  CHECK_EQ(pipe_stream_accept(peer->stream, (uv_handle_t *) &targets->timer), UV_EPROTOTYPE);
  CHECK_EQ(pipe_stream_accept(peer->stream, (uv_handle_t *) &targets->elsewhere), UV_EINVAL);
  CHECK_OK(pipe_stream_accept(peer->stream, handle_of(targets->good)));
}

static int
jammed_socket(int *client) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "jammed"};
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK_OK(bind(fd, (struct sockaddr *) &address, sizeof(address)));
  CHECK_OK(listen(fd, 0));
  *client = raw_connect("jammed");
  return fd;
}

static void
i3_a_refused_target_loses_nothing(world_t *world) {
  channel_t channel = make_channel(world);
  int fds[2], cargo_fds[2], client;
  make_socketpair(fds);
  make_socketpair(cargo_fds);
  int jammed = jammed_socket(&client);
  uv_loop_t elsewhere;
  CHECK_OK(uv_loop_init(&elsewhere));
  targets_t targets = {
    .busy = open_peer(world, fds[0]),
    .connecting = plain_peer(world),
    .closing = plain_peer(world),
    .on_file = open_peer(world, open("/dev/null", O_RDWR | O_CLOEXEC)),
    .good = plain_peer(world),
  };
  CHECK_OK(connect_to(targets.connecting, "jammed"));
  pipe_stream_retain(targets.closing->stream);
  pipe_stream_t *closed = targets.closing->stream;
  pipe_stream_close(closed);
  CHECK_OK(uv_tcp_init(&world->loop, &targets.tcp));
  CHECK_OK(uv_timer_init(&world->loop, &targets.timer));
  CHECK_OK(uv_pipe_init(&elsewhere, &targets.elsewhere, 0));
  channel.to->context = &targets;
  channel.to->on_handle = refuse_and_accept;
  peer_t *cargo = open_peer(world, cargo_fds[0]);
  send_handle(channel.from, handle_of(cargo));
  RUN_UNTIL(world, channel.to->len == 1);
  CHECK(!send_bytes(targets.good, "y", 1));
  char byte;
  CHECK_EQ(read(cargo_fds[1], &byte, 1), 1);
  uv_close((uv_handle_t *) &targets.tcp, NULL);
  uv_close((uv_handle_t *) &targets.timer, NULL);
  uv_close((uv_handle_t *) &targets.elsewhere, NULL);
  uv_run(&elsewhere, UV_RUN_DEFAULT);
  CHECK_OK(uv_loop_close(&elsewhere));
  close_peer(targets.busy);
  close_peer(targets.connecting);
  close_peer(targets.closing);
  close_peer(targets.on_file);
  close_peer(targets.good);
  close_peer(cargo);
  pipe_stream_release(closed);
  close_channel(channel);
  close(fds[1]);
  close(cargo_fds[1]);
  close(client);
  close(jammed);
}

static void
i3_nothing_is_pending(world_t *world) {
  channel_t channel = make_channel(world);
  peer_t *target = plain_peer(world);
  CHECK_EQ(pipe_stream_accept(channel.to->stream, handle_of(target)), UV_EAGAIN);
  close_peer(target);
  close_channel(channel);
}

/* A blocking descriptor would stop the whole loop at the first read that finds nothing. */
static void
a_received_descriptor_does_not_block(world_t *world) {
  int raw, fds[2];
  peer_t *peer = half_channel(world, &raw);
  CHECK_OK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds));
  peer_t *target = plain_peer(world);
  peer->context = handle_of(target);
  peer->on_handle = accept_into_context;
  send_raw(raw, &fds[0], 1, 1);
  RUN_UNTIL(world, peer->len == 1);
  CHECK((fcntl(fds[0], F_GETFL) & O_NONBLOCK) != 0);
  close(fds[0]);
  close(fds[1]);
  close(raw);
  close_peer(peer);
  close_peer(target);
}

int
main(void) {
  static const test_t tests[] = {
    TEST(i2_an_accepted_pipe_carries_bytes),
    TEST(i1_tcp_and_udp),
    TEST(i4_an_unclaimed_handle_does_not_block_the_next),
    TEST(i3_a_refused_target_loses_nothing),
    TEST(i3_nothing_is_pending),
    TEST(a_received_descriptor_does_not_block),
  };
  return RUN_TESTS(tests);
}
