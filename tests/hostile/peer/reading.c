#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "must.h"
#include "session.h"

/* Longer than a loaded machine ever takes, in milliseconds: whoever waits so long waits for ever.
 */
#define PATIENCE 60000

/* More conversations in each other than there ever are. */
#define MAX_NESTED 16

static void
keep_last(session_t *session, const uint8_t *bytes, size_t len) {
  if (len >= SESSION_ANSWER) {
    memcpy(session->answer, bytes + len - SESSION_ANSWER, SESSION_ANSWER);
    session->answer_len = SESSION_ANSWER;
    return;
  }
  size_t room = SESSION_ANSWER - len;
  size_t kept = session->answer_len > room ? room : session->answer_len;
  memmove(session->answer, session->answer + session->answer_len - kept, kept);
  memcpy(session->answer + kept, bytes, len);
  session->answer_len = kept + len;
}

static void
close_returned(session_t *session, struct msghdr *message) {
  struct cmsghdr *header = CMSG_FIRSTHDR(message);
  for (; header != NULL; header = CMSG_NXTHDR(message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    int fds[CONTROL_MAX_DESCRIPTORS];
    size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(fds, CMSG_DATA(header), count * sizeof(int));
    for (size_t i = 0; i < count; i++)
      close(fds[i]);
    ledger_add(session->ledger, LEDGER_RETURNED, count);
  }
}

/* Reads one message. Returns whether there was one. */
static bool
read_message(session_t *session) {
  static uint8_t bytes[65536];
  control_t control;
  struct iovec part = {bytes, sizeof(bytes)};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof(control.bytes)};
  ssize_t result = recvmsg(session->fd, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  if (result < 0 && errno == EINTR) return true;
  if (result < 0 && errno == EAGAIN) return false;
  session->ended = result <= 0;
  if (session->ended) return false;
  close_returned(session, &message);
  keep_last(session, bytes, (size_t) result);
  return true;
}

void
session_read(session_t *session) {
  while (read_message(session))
    continue;
}

/* The conversation and those that it is inside of, as poll(2) wants them. */
static nfds_t
list(session_t *session, short events, struct pollfd fds[MAX_NESTED]) {
  nfds_t count = 0;
  fds[count++] = (struct pollfd){.fd = session->fd, .events = events};
  for (session_t *outer = session->outer; outer != NULL; outer = outer->outer) {
    /* One that has ended would always be ready. */
    fds[count++] = (struct pollfd){.fd = outer->ended ? -1 : outer->fd, .events = POLLIN};
  }
  return count;
}

static void
read_outer(session_t *session) {
  for (session_t *outer = session->outer; outer != NULL; outer = outer->outer) {
    if (!outer->ended) session_read(outer);
  }
}

/* Nothing will ever come. Returns false. */
static bool
give_up(session_t *session) {
  ledger_add(session->ledger, LEDGER_STUCK, 1);
  session->open = false;
  session->ended = true;
  return false;
}

bool
session_wait(session_t *session, short events) {
  struct pollfd fds[MAX_NESTED];
  int ready;
  do {
    ready = poll(fds, list(session, events, fds), PATIENCE);
    if (ready < 0 && errno != EINTR) MUST(-1);
    if (ready > 0 && fds[0].revents != 0) return true;
    read_outer(session);
  } while (ready != 0);
  return give_up(session);
}

bool
session_rest(session_t *session) {
  if (session->rests++ == PATIENCE) return give_up(session);
  session_read(session);
  read_outer(session);
  usleep(1000);
  return true;
}
