#include "modes.h"

#include <inttypes.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "attacks.h"
#include "cargo.h"
#include "loitering.h"
#include "must.h"
#include "reach.h"

static void
begin(campaign_t *campaign, session_t *session) {
  session_begin(session, reach(campaign->path), &campaign->random, &campaign->ledger);
  ledger_add(&campaign->ledger, LEDGER_CONNECTIONS, 1);
}

/* How often whoever waits is told how far it has got. */
#define PROGRESS 1000

void
mode_attack(campaign_t *campaign) {
  const uint64_t *sent = &campaign->ledger.counts[LEDGER_MESSAGES];
  uint64_t next = PROGRESS;
  while (*sent < campaign->count) {
    session_t session;
    begin(campaign, &session);
    attack_to_the_end(&session, random_between(&campaign->random, 1, 120));
    if (*sent < next) continue;
    printf("%" PRIu64 "\n", *sent);
    fflush(stdout);
    next = *sent + PROGRESS;
  }
}

/* Leaves a receiver with less than it needs to know what this is about. */
static void
touch(session_t *session) {
  load_t load = {.count = 0};
  control_t control = {.len = 0};
  frame_t frame;
  if (random_once_in(session->random, 2)) return;
  load_any(&load, session->random, random_below(session->random, 4));
  control_add_descriptors(&control, load.fds, load.count);
  session_make(session, &frame, &load, 100);
  session_send_cut(session, &frame, &control, random_between(session->random, 1, 100));
}

void
mode_storm(campaign_t *campaign) {
  for (uint64_t i = 0; i < campaign->count; i++) {
    session_t session;
    begin(campaign, &session);
    touch(&session);
    session_leave(&session);
  }
}

void
mode_flood(campaign_t *campaign) {
  session_t *sessions = calloc(campaign->count, sizeof(*sessions));
  if (sessions == NULL) MUST(-1);
  for (uint64_t i = 0; i < campaign->count; i++) {
    begin(campaign, &sessions[i]);
    touch(&sessions[i]);
  }
  for (uint64_t i = 0; i < campaign->count; i++)
    session_leave(&sessions[i]);
  free(sessions);
}

void
mode_loiter(campaign_t *campaign) {
  for (uint64_t i = 0; i < campaign->count; i++) {
    session_t session;
    begin(campaign, &session);
    loiter(&session, i);
  }
  printf("settled\n");
  fflush(stdout);
  char byte;
  while (read(STDIN_FILENO, &byte, 1) > 0)
    continue;
}
