#include "cargo.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <pty.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

#include "must.h"

typedef struct {
  const char *name;
  uint8_t type;
  int (*open)(void);
} kind_t;

static int
listening(int family, const struct sockaddr *address, socklen_t len) {
  int fd = MUST(socket(family, SOCK_STREAM, 0));
  MUST(bind(fd, address, len));
  MUST(listen(fd, 8));
  return fd;
}

static int
open_tcp_listening(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  return listening(AF_INET, (struct sockaddr *) &address, sizeof(address));
}

/* With no name asked for, Linux gives it one of the abstract namespace. */
static int
open_unix_listening(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  return listening(AF_UNIX, (struct sockaddr *) &address, sizeof(sa_family_t));
}

static int
open_tcp_connected(void) {
  int server = open_tcp_listening();
  struct sockaddr_in address;
  socklen_t len = sizeof(address);
  MUST(getsockname(server, (struct sockaddr *) &address, &len));
  int fd = MUST(socket(AF_INET, SOCK_STREAM, 0));
  MUST(connect(fd, (struct sockaddr *) &address, len));
  return fd;
}

static int
open_tcp_unconnected(void) {
  return MUST(socket(AF_INET, SOCK_STREAM, 0));
}

static int
open_udp(void) {
  return MUST(socket(AF_INET, SOCK_DGRAM, 0));
}

static int
one_of_a_pair(int type) {
  int fds[2];
  MUST(socketpair(AF_UNIX, type, 0, fds));
  return fds[0];
}

static int
open_unix(void) {
  return one_of_a_pair(SOCK_STREAM);
}

static int
open_unix_hung_up(void) {
  int fds[2];
  MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, fds));
  MUST((int) write(fds[1], "the last words", 14));
  MUST(close(fds[1]));
  return fds[0];
}

static int
open_unix_datagram(void) {
  return one_of_a_pair(SOCK_DGRAM);
}

static int
open_unix_seqpacket(void) {
  return one_of_a_pair(SOCK_SEQPACKET);
}

static int
open_pipe_read_end(void) {
  int fds[2];
  MUST(pipe(fds));
  MUST((int) write(fds[1], "to be read", 10));
  return fds[0];
}

static int
open_pipe_write_end(void) {
  int fds[2];
  MUST(pipe(fds));
  return fds[1];
}

/* A file without a name, which is gone with its last descriptor. */
static int
open_file(void) {
  char path[] = "/tmp/hostile-XXXXXX";
  int fd = MUST(mkstemp(path));
  MUST(unlink(path));
  MUST((int) write(fd, "in a file", 9));
  MUST((int) lseek(fd, 0, SEEK_SET));
  return fd;
}

static int
open_memory(void) {
  int fd = MUST(memfd_create("hostile", 0));
  MUST((int) write(fd, "in memory", 9));
  MUST((int) lseek(fd, 0, SEEK_SET));
  return fd;
}

static int
open_null(void) {
  return MUST(open("/dev/null", O_RDWR));
}

static int
open_directory(void) {
  return MUST(open("/", O_RDONLY | O_DIRECTORY));
}

static int
open_path(void) {
  return MUST(open("/", O_PATH));
}

static int
open_epoll(void) {
  return MUST(epoll_create1(0));
}

static int
open_eventfd(void) {
  return MUST(eventfd(1, 0));
}

static int
open_timer(void) {
  return MUST(timerfd_create(CLOCK_MONOTONIC, 0));
}

static int
open_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  return MUST(signalfd(-1, &set, 0));
}

static int
open_inotify(void) {
  return MUST(inotify_init());
}

static int
open_netlink(void) {
  return MUST(socket(AF_NETLINK, SOCK_RAW, 0));
}

static int
open_terminal(void) {
  int master, slave;
  MUST(openpty(&master, &slave, NULL, NULL, NULL));
  return slave;
}

static int
open_terminal_master(void) {
  int master, slave;
  MUST(openpty(&master, &slave, NULL, NULL, NULL));
  return master;
}

static const kind_t kinds[] = {
  {"unix", CARGO_PIPE, open_unix},
  {"unix hung up", CARGO_PIPE, open_unix_hung_up},
  {"unix listening", CARGO_PIPE, open_unix_listening},
  {"unix datagram", CARGO_UNKNOWN, open_unix_datagram},
  {"unix seqpacket", CARGO_UNKNOWN, open_unix_seqpacket},
  {"pipe read end", CARGO_PIPE, open_pipe_read_end},
  {"pipe write end", CARGO_PIPE, open_pipe_write_end},
  {"tcp connected", CARGO_TCP, open_tcp_connected},
  {"tcp listening", CARGO_TCP, open_tcp_listening},
  {"tcp unconnected", CARGO_TCP, open_tcp_unconnected},
  {"udp", CARGO_UDP, open_udp},
  {"file", CARGO_FILE, open_file},
  {"memory", CARGO_FILE, open_memory},
  {"null device", CARGO_FILE, open_null},
  {"directory", CARGO_UNKNOWN, open_directory},
  {"path", CARGO_UNKNOWN, open_path},
  {"epoll", CARGO_UNKNOWN, open_epoll},
  {"eventfd", CARGO_UNKNOWN, open_eventfd},
  {"timer", CARGO_UNKNOWN, open_timer},
  {"signals", CARGO_UNKNOWN, open_signals},
  {"inotify", CARGO_UNKNOWN, open_inotify},
  {"netlink", CARGO_UNKNOWN, open_netlink},
  {"terminal", CARGO_TERMINAL, open_terminal},
  {"terminal master", CARGO_TERMINAL, open_terminal_master},
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

const size_t cargo_kinds = KINDS;

static int descriptors[KINDS];

void
cargo_open(void) {
  for (size_t i = 0; i < KINDS; i++)
    descriptors[i] = kinds[i].open();
}

size_t
cargo_pick(random_t *random) {
  return random_below(random, KINDS);
}

size_t
cargo_find(const char *name) {
  for (size_t i = 0; i < KINDS; i++) {
    if (strcmp(kinds[i].name, name) == 0) return i;
  }
  fprintf(stderr, "hostile-peer: there is no kind of descriptors called '%s'\n", name);
  exit(2);
}

int
cargo_descriptor(size_t kind) {
  return descriptors[kind];
}

uint8_t
cargo_type(size_t kind) {
  return kinds[kind].type;
}

const char *
cargo_name(size_t kind) {
  return kinds[kind].name;
}
