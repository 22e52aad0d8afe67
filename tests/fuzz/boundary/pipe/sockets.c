#include "sockets.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "descriptors.h"
#include "files.h"
#include "input.h"
#include "tcp.h"

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
  if (!tcp_pair(fds)) return -1;
  sockets_join(fds[0], fds[1], false);
  endpoint_t *a = endpoints_over(fds[0]), *b = endpoints_over(fds[1]);
  if (a != NULL) a->prompt = false;
  if (b != NULL) b->prompt = false;
  return fds[0];
}

int
sockets_single(int fd, bool shared) {
  endpoint_t *endpoint = fd < 0 ? NULL : endpoints_add(descriptors_keep(fd));
  if (fd >= 0 && endpoint == NULL) descriptors_drop(fd);
  if (endpoint == NULL) return -1;
  endpoint->shared = shared;
  return fd;
}

static int
make_null(void) {
  return sockets_single(open("/dev/null", O_RDWR | O_CLOEXEC), true);
}

static int
make_terminal(void) {
  return sockets_single(open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC), true);
}

static int
make_directory(void) {
  return sockets_single(open(".", O_RDONLY | O_CLOEXEC), true);
}

static int
make_path(void) {
  return sockets_single(open(".", O_PATH | O_CLOEXEC), true);
}

static int
make_epoll(void) {
  return sockets_single(epoll_create1(EPOLL_CLOEXEC), true);
}

static int
make_event(void) {
  return sockets_single(eventfd(0, EFD_CLOEXEC), true);
}

static int
make_udp(void) {
  return sockets_single(tcp_socket(SOCK_DGRAM), true);
}

static int
make_unconnected(void) {
  return sockets_single(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), true);
}

static int (*const makers[])(void) = {
  make_stream,
  make_stream,
  make_stream,
  make_stream,
  make_stream,
  make_fifo_to_read,
  make_fifo_to_write,
  files_make_to_read,
  make_tcp,
  files_make_to_write,
  files_make_for_both,
  make_null,
  make_stream,
  make_terminal,
  make_directory,
  make_path,
  make_epoll,
  make_event,
  make_udp,
  make_unconnected,
  make_datagrams,
  make_packets,
  make_fifo_to_read,
  make_stream_with_credentials,
  make_fifo_to_read,
  files_make_to_read,
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
  return sockets_single(fd, true) < 0 ? INT32_MAX : fd;
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
