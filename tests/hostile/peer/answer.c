#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "session.h"

static uint32_t
get_u32(const uint8_t *from) {
  return from[0] | (uint32_t) from[1] << 8 | (uint32_t) from[2] << 16 | (uint32_t) from[3] << 24;
}

static void
compare(session_t *session) {
  uint32_t messages = get_u32(session->answer + 1);
  uint32_t handles = get_u32(session->answer + 5);
  uint32_t bytes = get_u32(session->answer + 9);
  if (messages != session->messages || handles != session->handles ||
      bytes != (uint32_t) session->bytes) {
    fprintf(stderr,
            "hostile-peer: %u messages, %u handles, %u bytes are the answer to %u, %" PRIu64
            ", %" PRIu64 ", at depth %d\n",
            messages, handles, bytes, session->messages, session->handles, session->bytes,
            session_depth(session));
    ledger_add(session->ledger, LEDGER_MISMATCHED, 1);
    return;
  }
  ledger_add(session->ledger, LEDGER_COMPLETE, 1);
  ledger_add(session->ledger, LEDGER_COMPLETE_MESSAGES, session->messages);
  ledger_add(session->ledger, LEDGER_COMPLETE_BYTES, session->bytes);
  ledger_add(session->ledger, LEDGER_COMPLETE_HANDLES, session->handles);
}

void
session_finish(session_t *session) {
  shutdown(session->fd, SHUT_WR);
  while (!session->ended) {
    if (session_wait(session, POLLIN)) session_read(session);
  }
  if (session->answer_len == SESSION_ANSWER && session->answer[0] == 'R') {
    compare(session);
  } else {
    ledger_add(session->ledger, LEDGER_BROKEN, 1);
  }
  close(session->fd);
}

void
session_leave(session_t *session) {
  ledger_add(session->ledger, LEDGER_LEFT, 1);
  close(session->fd);
}
