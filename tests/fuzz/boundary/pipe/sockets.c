#include "sockets.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bytes.h"
#include "descriptors.h"
#include "input.h"
#include "report.h"

/* Longer than a file is read in one go. */
#define FILE_LEN 150000

static struct {
  int server;
  struct sockaddr_in address;
} tcp;

int
sockets_internet(int type) {
  return socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

void
sockets_prepare(void) {
  socklen_t len = sizeof(tcp.address);
  tcp.address =
    (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  tcp.server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  RULE(bind(tcp.server, (struct sockaddr *) &tcp.address, len) == 0 &&
         listen(tcp.server, 16) == 0 &&
         getsockname(tcp.server, (struct sockaddr *) &tcp.address, &len) == 0,
       "there is no TCP over the loopback");
}

/* Ends with a reset: thousands of connections a second would use up all ports otherwise. */
static void
leave_no_trace(int fd) {
  struct linger linger = {.l_onoff = 1, .l_linger = 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
}

bool
sockets_tcp_pair(int fds[2]) {
  fds[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fds[0] < 0) return false;
  leave_no_trace(fds[0]);
  /* A descriptor first: what has connected must not stay in the queue. */
  int spare = dup(fds[0]);
  if (spare < 0 || connect(fds[0], (struct sockaddr *) &tcp.address, sizeof(tcp.address)) != 0) {
    if (spare >= 0) close(spare);
    close(fds[0]);
    return false;
  }
  close(spare);
  fds[1] = accept4(tcp.server, NULL, NULL, SOCK_CLOEXEC);
  RULE(fds[1] >= 0, "a TCP connection is lost");
  leave_no_trace(fds[1]);
  return true;
}

void
sockets_join(int a, int b, bool carries) {
  endpoint_t *first = endpoints_add(descriptors_keep(a));
  endpoint_t *second = endpoints_add(descriptors_keep(b));
  if (first == NULL) descriptors_drop(a);
  if (second == NULL) descriptors_drop(b);
  if (first == NULL || second == NULL) return;
  endpoints_join(first, second);
  first->carries = second->carries = carries;
}

/* One end of a pair; the fuzzer keeps the other. */
static int
make_pair(int type) {
  int fds[2];
  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, fds) != 0) return -1;
  sockets_join(fds[0], fds[1], type == SOCK_STREAM);
  endpoint_t *first = endpoints_over(fds[0]), *second = endpoints_over(fds[1]);
  if (type == SOCK_STREAM) return fds[0];
  /* Too long a message is cut short. */
  if (first != NULL) first->shared = true;
  if (second != NULL) second->shared = true;
  return fds[0];
}

static int
make_stream(void) {
  return make_pair(SOCK_STREAM);
}

/* With credentials, which take room from the descriptors of a message. */
static int
make_stream_with_credentials(void) {
  int fd = make_pair(SOCK_STREAM), on = 1;
  if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
  return fd;
}

static int
make_datagrams(void) {
  return make_pair(SOCK_DGRAM);
}

static int
make_packets(void) {
  return make_pair(SOCK_SEQPACKET);
}

static int
make_fifo(bool first_reads) {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC) != 0) return -1;
  int first = fds[first_reads ? 0 : 1], second = fds[first_reads ? 1 : 0];
  sockets_join(first, second, false);
  endpoint_t *a = endpoints_over(first), *b = endpoints_over(second);
  if (a == NULL || b == NULL) return first;
  a->writable = b->readable = !first_reads;
  a->readable = b->writable = first_reads;
  return first;
}

static int
make_fifo_to_read(void) {
  return make_fifo(true);
}

static int
make_fifo_to_write(void) {
  return make_fifo(false);
}

static int
make_tcp(void) {
  int fds[2];
  if (!sockets_tcp_pair(fds)) return -1;
  sockets_join(fds[0], fds[1], false);
  endpoint_t *a = endpoints_over(fds[0]), *b = endpoints_over(fds[1]);
  if (a != NULL) a->prompt = false;
  if (b != NULL) b->prompt = false;
  return fds[0];
}

/* An end that leads nowhere. */
static int
add_single(int fd, bool shared) {
  endpoint_t *endpoint = fd < 0 ? NULL : endpoints_add(descriptors_keep(fd));
  if (fd >= 0 && endpoint == NULL) descriptors_drop(fd);
  if (endpoint == NULL) return -1;
  endpoint->shared = shared;
  return fd;
}

/* An open file of its own, without a name, that the fuzzer can read and write; or -1. */
static int
make_content(size_t len) {
  static uint8_t content[FILE_LEN];
  int fd = open("file", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return -1;
  bytes_fill(content, len, 7, 0);
  if (write(fd, content, len) == (ssize_t) len) return fd;
  close(fd);
  return -1;
}

static int
make_file(int flags, bool shared) {
  bool witnessed = flags == O_WRONLY;
  int content = make_content(witnessed ? 0 : (size_t) input_number(0, FILE_LEN));
  int fd = content < 0 ? -1 : open("file", flags | O_CLOEXEC);
  unlink("file");
  endpoint_t *endpoint = add_single(fd, shared) < 0 ? NULL : endpoints_over(fd);
  if (content >= 0 && (endpoint == NULL || !witnessed)) close(content);
  if (endpoint == NULL) return -1;
  if (witnessed) endpoint->witness = descriptors_keep(content);
  endpoint->is_file = true;
  endpoint->readable = flags != O_WRONLY;
  endpoint->writable = flags != O_RDONLY;
  return fd;
}

static int
make_file_to_read(void) {
  return make_file(O_RDONLY, false);
}

static int
make_file_to_write(void) {
  return make_file(O_WRONLY, false);
}

static int
make_file_for_both(void) {
  return make_file(O_RDWR, true);
}

static int
make_null(void) {
  return add_single(open("/dev/null", O_RDWR | O_CLOEXEC), true);
}

static int
make_terminal(void) {
  return add_single(open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC), true);
}

static int
make_directory(void) {
  return add_single(open(".", O_RDONLY | O_CLOEXEC), true);
}

static int
make_path(void) {
  return add_single(open(".", O_PATH | O_CLOEXEC), true);
}

static int
make_epoll(void) {
  return add_single(epoll_create1(EPOLL_CLOEXEC), true);
}

static int
make_event(void) {
  return add_single(eventfd(0, EFD_CLOEXEC), true);
}

static int
make_udp(void) {
  return add_single(sockets_internet(SOCK_DGRAM), true);
}

static int
make_unconnected(void) {
  return add_single(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), true);
}

static int (*const makers[])(void) = {
  make_stream,       make_stream,        make_stream,        make_stream,
  make_stream,       make_fifo_to_read,  make_fifo_to_write, make_file_to_read,
  make_tcp,          make_file_to_write, make_file_for_both, make_null,
  make_stream,       make_terminal,      make_directory,     make_path,
  make_epoll,        make_event,         make_udp,           make_unconnected,
  make_datagrams,    make_packets,       make_fifo_to_read,  make_stream_with_credentials,
  make_fifo_to_read, make_file_to_read,
};

#define MAKERS (sizeof(makers) / sizeof(makers[0]))

int
sockets_any(void) {
  return makers[input_below(MAKERS)]();
}

/* A number that is no descriptor: nobody's, and not open. */
static int
invent(void) {
  int fd = (int) input_number(0, INT32_MAX);
  return fcntl(fd, F_GETFD) < 0 ? fd : INT32_MAX;
}

/* The number of a descriptor that a stream of the same environment holds. */
static int
find_taken(const object_t *object) {
  for (int fd = MAX_DESCRIPTORS; fd-- > 0;) {
    if (descriptors_are_given(fd, object->env)) return fd;
  }
  return INT32_MAX;
}

/* A second descriptor of what a stream holds. */
static int
duplicate_taken(const object_t *object) {
  int taken = find_taken(object);
  int fd = taken == INT32_MAX ? -1 : fcntl(taken, F_DUPFD_CLOEXEC, 0);
  if (fd < 0) return INT32_MAX;
  endpoints_mix();
  return add_single(fd, true) < 0 ? INT32_MAX : fd;
}

static int
choose_existing(void) {
  const endpoint_t *endpoint = endpoints_choose();
  return endpoint == NULL ? INT32_MAX : endpoint->fd;
}

int
sockets_offer(const object_t *object) {
  unsigned choice = input_below(MAKERS + 6);
  if (choice < MAKERS) {
    int fd = makers[choice]();
    return fd < 0 ? INT32_MAX : fd;
  }
  switch (choice - MAKERS) {
  case 0:
    return invent();
  case 1:
    return find_taken(object);
  case 2:
    return duplicate_taken(object);
  default:
    return choose_existing();
  }
}
