#include "cargo.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

static int
bound_socket(int type) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  CHECK(fd >= 0);
  CHECK_OK(bind(fd, (struct sockaddr *) &address, sizeof(address)));
  return fd;
}

static int
tcp_server(void) {
  int fd = bound_socket(SOCK_STREAM);
  CHECK_OK(listen(fd, 1));
  return fd;
}

static int
tcp_client(int server) {
  struct sockaddr_in address;
  socklen_t len = sizeof(address);
  CHECK_OK(getsockname(server, (struct sockaddr *) &address, &len));
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK_OK(connect(fd, (struct sockaddr *) &address, len));
  return fd;
}

static int
unix_server(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strcpy(address.sun_path, path);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK_OK(bind(fd, (struct sockaddr *) &address, sizeof(address)));
  CHECK_OK(listen(fd, 1));
  return fd;
}

static int
text_file(void) {
  int fd = open("text", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  CHECK_EQ(write(fd, "text", 4), 4);
  CHECK_OK(lseek(fd, 0, SEEK_SET));
  return fd;
}

/* Names a FIFO, and is of no use for anything else (open(2), O_PATH). */
static int
fifo_path(void) {
  CHECK_OK(mkfifo("fifo", 0600));
  return open("fifo", O_PATH | O_CLOEXEC);
}

/* The socket that a client has connected to on `server`. */
static int
accepted(int server) {
  int fd = accept4(server, NULL, NULL, SOCK_CLOEXEC);
  CHECK(fd >= 0);
  return fd;
}

void
make_cargo(cargo_t cargo[CARGO_KINDS]) {
  int pair[2], fifo[2], back[2], packets[2];
  CHECK_OK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
  CHECK_OK(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, packets));
  CHECK_OK(pipe2(fifo, O_CLOEXEC));
  CHECK_OK(pipe2(back, O_CLOEXEC));
  int server = tcp_server();
  int client = tcp_client(server);
  const cargo_t made[CARGO_KINDS] = {
    {"unix socket", UV_NAMED_PIPE, pair[0], pair[1]},
    {"unix server", UV_NAMED_PIPE, unix_server("cargo"), -1},
    {"fifo to read", UV_NAMED_PIPE, fifo[0], fifo[1]},
    {"fifo to write", UV_NAMED_PIPE, back[1], back[0]},
    {"tcp socket", UV_TCP, accepted(server), client},
    {"tcp server", UV_TCP, server, -1},
    {"fresh tcp socket", UV_TCP, socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0), -1},
    {"udp socket", UV_UDP, bound_socket(SOCK_DGRAM), -1},
    {"regular file", UV_FILE, text_file(), -1},
    {"null device", UV_FILE, open("/dev/null", O_RDWR | O_CLOEXEC), -1},
    {"terminal", UV_TTY, open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC), -1},
    {"directory", UV_UNKNOWN_HANDLE, open(".", O_RDONLY | O_CLOEXEC), -1},
    {"epoll", UV_UNKNOWN_HANDLE, epoll_create1(EPOLL_CLOEXEC), -1},
    {"eventfd", UV_UNKNOWN_HANDLE, eventfd(0, EFD_CLOEXEC), -1},
    {"unix datagrams", UV_UNKNOWN_HANDLE, packets[0], packets[1]},
    {"path of a directory", UV_UNKNOWN_HANDLE, open(".", O_PATH | O_CLOEXEC), -1},
    {"path of a fifo", UV_NAMED_PIPE, fifo_path(), -1},
  };
  for (size_t i = 0; i < CARGO_KINDS; i++) {
    if (made[i].fd < 0) fail(__FILE__, __LINE__, "there is no %s", made[i].name);
  }
  memcpy(cargo, made, sizeof(made));
}

void
close_cargo(cargo_t cargo[CARGO_KINDS]) {
  for (size_t i = 0; i < CARGO_KINDS; i++) {
    close(cargo[i].fd);
    if (cargo[i].rest >= 0) close(cargo[i].rest);
  }
}

const cargo_t *
find_cargo(const cargo_t cargo[CARGO_KINDS], const char *name) {
  for (size_t i = 0; i < CARGO_KINDS; i++) {
    if (strcmp(cargo[i].name, name) == 0) return &cargo[i];
  }
  fail(__FILE__, __LINE__, "there is no %s", name);
}
