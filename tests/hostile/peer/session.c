#include "session.h"

#include <poll.h>
#include <unistd.h>

#include "cargo.h"
#include "must.h"

void
session_begin(session_t *session, int fd, random_t *random, ledger_t *ledger) {
  *session = (session_t){.fd = fd, .random = random, .ledger = ledger, .open = true};
}

void
session_begin_inside(session_t *session, int fd, session_t *outer) {
  session_begin(session, fd, outer->random, outer->ledger);
  session->outer = outer;
}

int
session_depth(const session_t *session) {
  int depth = 0;
  while ((session = session->outer) != NULL)
    depth++;
  return depth;
}

static void
add(load_t *load, size_t kind, int fd) {
  load->fds[load->count] = fd;
  load->kinds[load->count] = kind;
  load->types[load->count] = cargo_type(kind);
  load->count++;
}

void
load_any(load_t *load, random_t *random, size_t count) {
  for (size_t i = 0; i < count; i++)
    load_kind(load, cargo_pick(random));
}

void
load_kind(load_t *load, size_t kind) {
  add(load, kind, cargo_descriptor(kind));
}

void
load_socket(load_t *load, int fd) {
  add(load, cargo_find("unix"), fd);
}

static void
count_descriptors(session_t *session, const load_t *load) {
  for (size_t i = 0; i < load->count; i++)
    session->ledger->descriptors[load->kinds[i]]++;
}

void
session_make(session_t *session, frame_t *frame, const load_t *load, size_t payload_len) {
  frame_make(frame, session->messages, load->types, load->count, payload_len);
}

/* What a failure of the kernel's says about the conversation. Returns whether to try again. */
static bool
try_again(session_t *session) {
  switch (errno) {
  case EINTR:
    return true;
  case ETOOMANYREFS:
    /* Until the receiver has taken some. */
    ledger_add(session->ledger, LEDGER_CROWDED, 1);
    return session_rest(session);
  case EAGAIN:
    return session_wait(session, POLLOUT);
  case EINVAL:
    ledger_add(session->ledger, LEDGER_MALFORMED, 1);
    return false;
  case EPIPE:
  case ECONNRESET:
    break;
  default:
    MUST(-1);
  }
  session->open = false;
  return false;
}

/* Sends the first `len` bytes of what lies there. Returns how many the kernel has taken. */
static size_t
send_bytes(session_t *session, struct iovec *parts, size_t len, const control_t *control,
           int flags) {
  size_t whole = parts[1].iov_len;
  if (len < parts[0].iov_len) {
    parts[0].iov_len = len;
    parts[1].iov_len = 0;
  } else {
    parts[1].iov_len = len - parts[0].iov_len;
  }
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  if (control != NULL && control->len > 0) {
    message.msg_control = (void *) control->bytes;
    message.msg_controllen = control->len;
  }
  ssize_t sent;
  do {
    sent = sendmsg(session->fd, &message, flags | MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && try_again(session));
  parts[1].iov_len = whole;
  if (sent < 0) return 0;
  session->rests = 0;
  ledger_add(session->ledger, LEDGER_BYTES, (uint64_t) sent);
  return (size_t) sent;
}

/* Sends the bytes from `from` to `to` of a message. Returns whether all of them got through. */
static bool
send_stretch(session_t *session, const frame_t *frame, const control_t *control, size_t from,
             size_t to) {
  while (from < to) {
    size_t skipped = from < frame->header_len ? from : frame->header_len;
    size_t eaten = from - skipped;
    struct iovec parts[2] = {
      {(void *) (frame->header + skipped), frame->header_len - skipped},
      {(void *) (frame->payload + eaten), frame->payload_len - eaten},
    };
    size_t sent = send_bytes(session, parts, to - from, control, 0);
    if (sent == 0) return false;
    from += sent;
    session->bytes += sent;
    control = NULL;
  }
  return true;
}

bool
session_send_torn(session_t *session, const frame_t *frame, const load_t *load,
                  const control_t *control, size_t len) {
  if (!session->open) return false;
  if (!send_stretch(session, frame, control, 0, len)) return false;
  if (!send_stretch(session, frame, NULL, len, frame_len(frame))) return false;
  session->messages++;
  session->handles += load->count;
  count_descriptors(session, load);
  ledger_add(session->ledger, LEDGER_MESSAGES, 1);
  return true;
}

bool
session_send(session_t *session, const frame_t *frame, const load_t *load,
             const control_t *control) {
  return session_send_torn(session, frame, load, control, frame_len(frame));
}

void
session_send_cut(session_t *session, const frame_t *frame, const control_t *control, size_t len) {
  if (session->open && send_stretch(session, frame, control, 0, len)) {
    ledger_add(session->ledger, LEDGER_CUT, 1);
  }
}

void
session_send_urgent(session_t *session, const load_t *load, const control_t *control) {
  uint8_t byte = FRAME_URGENT_BYTE;
  struct iovec parts[2] = {{&byte, 1}, {NULL, 0}};
  if (!session->open || send_bytes(session, parts, 1, control, MSG_OOB) == 0) return;
  ledger_add(session->ledger, LEDGER_URGENT, 1);
  count_descriptors(session, load);
}

void
session_send_empty(session_t *session, const control_t *control) {
  struct iovec parts[2] = {{NULL, 0}, {NULL, 0}};
  if (!session->open) return;
  send_bytes(session, parts, 0, control, 0);
  ledger_add(session->ledger, LEDGER_EMPTY, 1);
}
