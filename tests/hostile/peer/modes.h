/* The kinds of campaigns that one peer can lead. */
#ifndef HOSTILE_MODES_H
#define HOSTILE_MODES_H

#include "ledger.h"
#include "random.h"

typedef struct {
  const char *path;
  random_t random;
  ledger_t ledger;
  /* How many messages, or connections, to get through. */
  uint64_t count;
} campaign_t;

/* Conversations of attacks, until `count` messages have been sent. Prints how many, now and then.
 */
void
mode_attack(campaign_t *campaign);

/* `count` connections that are closed or reset before the receiver can make anything of them. */
void
mode_storm(campaign_t *campaign);

/* `count` connections that are there all at once. */
void
mode_flood(campaign_t *campaign);

/*
 * `count` connections that are left behind in every unpleasant state there is. Says "settled" on a
 * line, and holds them until its standard input ends.
 */
void
mode_loiter(campaign_t *campaign);

#endif
