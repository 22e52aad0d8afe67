#include "nesting.h"

#include <fcntl.h>
#include <unistd.h>

#include "attacks.h"
#include "cargo.h"
#include "must.h"

/* Sockets in sockets in sockets, that many. */
#define CHAIN 5

/* Options that older headers do not name. A kernel that does not know one refuses it. */
#define OPTION_PASSSEC   34
#define OPTION_PEEK_OFF  42
#define OPTION_PASSPIDFD 76
#define OPTION_INQ       84

static void
make_pair(int fds[2]) {
  MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds));
}

/* A message that brings `fd`. */
static bool
send_socket(session_t *session, int fd) {
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  frame_t frame;
  load_socket(&load, fd);
  control_add_descriptors(&control, load.fds, load.count);
  session_make(session, &frame, &load, 1);
  return session_send(session, &frame, &load, &control);
}

/* Whatever the receiver has done with it: how it reads must not depend on that. */
static void
tamper(random_t *random, int fd) {
  static const int options[] = {SO_PASSCRED, SO_OOBINLINE,   SO_TIMESTAMP,
                                SO_RCVLOWAT, OPTION_PASSSEC, OPTION_PEEK_OFF,
                                OPTION_INQ,  SO_RCVBUF,      OPTION_PASSPIDFD};
  int value = 1;
  for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
    if (!random_once_in(random, 2)) continue;
    setsockopt(fd, SOL_SOCKET, options[i], &value, sizeof(value));
  }
  if (random_once_in(random, 2)) fcntl(fd, F_SETFL, 0);
}

/* Sends one end of a pair, which is left in `far`, and begins a conversation over the other. */
static bool
begin_inner(session_t *outer, session_t *inner, int *far) {
  int fds[2];
  make_pair(fds);
  if (!send_socket(outer, fds[0])) {
    close(fds[0]);
    close(fds[1]);
    return false;
  }
  ledger_add(outer->ledger, LEDGER_NESTED, 1);
  session_begin_inside(inner, fds[1], outer);
  *far = fds[0];
  return true;
}

void
nest(session_t *session) {
  session_t inner;
  int far;
  if (!begin_inner(session, &inner, &far)) return;
  /* With no copy here a socket that nobody has claimed says so, and nobody waits for it. */
  close(far);
  attack_to_the_end(&inner, random_between(session->random, 1, 8));
}

void
nest_and_tamper(session_t *session) {
  session_t inner;
  int far;
  if (!begin_inner(session, &inner, &far)) return;
  tamper(session->random, far);
  close(far);
  ledger_add(session->ledger, LEDGER_TAMPERED, 1);
  talk_to_the_end(&inner, random_between(session->random, 1, 8));
}

/* The receiver makes what it accepts non-blocking. It need not accept, which is the time limit's.
 */
static void
await_acceptance(int fd) {
  for (int i = 0; i < 100 && (MUST(fcntl(fd, F_GETFL)) & O_NONBLOCK) == 0; i++)
    usleep(1000);
}

void
nest_and_block(session_t *session) {
  session_t inner;
  int far;
  if (!begin_inner(session, &inner, &far)) return;
  await_acceptance(far);
  MUST(fcntl(far, F_SETFL, 0));
  close(far);
  send_socket(&inner, inner.fd);
}

static void
chain(session_t *session, int depth) {
  int fds[2];
  make_pair(fds);
  session_t inner;
  session_begin_inside(&inner, fds[1], session);
  if (depth > 1) chain(&inner, depth - 1);
  if (send_socket(session, fds[0])) ledger_add(session->ledger, LEDGER_NESTED, 1);
  close(fds[0]);
  session_leave(&inner);
}

void
nest_chain(session_t *session) {
  chain(session, CHAIN);
}

void
nest_itself(session_t *session) {
  int fds[2];
  make_pair(fds);
  session_t inner;
  session_begin_inside(&inner, fds[1], session);
  send_socket(&inner, fds[0]);
  send_socket(&inner, fds[1]);
  if (send_socket(session, fds[0])) ledger_add(session->ledger, LEDGER_NESTED, 1);
  close(fds[0]);
  session_leave(&inner);
}

void
send_own_end(session_t *session) {
  /* The receiver may read from it what it says itself, sockets of other conversations among it. */
  send_socket(session, session->fd);
  session->open = false;
}

void
strand_cycle(session_t *session) {
  int a[2], b[2];
  make_pair(a);
  make_pair(b);
  session_t to_a, to_b;
  session_begin_inside(&to_a, a[1], session);
  session_begin_inside(&to_b, b[1], session);
  send_socket(&to_a, b[0]);
  send_socket(&to_b, a[0]);
  close(a[0]);
  close(b[0]);
  close(a[1]);
  close(b[1]);
}
