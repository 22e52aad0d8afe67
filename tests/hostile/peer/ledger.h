/* What a peer has done, and what came of it: the one side of the balance. */
#ifndef HOSTILE_LEDGER_H
#define HOSTILE_LEDGER_H

#include <stddef.h>
#include <stdint.h>

/* Room for more kinds than there are. */
#define LEDGER_KINDS 64

/* Each is counted once it is done. */
typedef enum {
  /* Conversations begun: by connecting, by a socket that was sent, by one that is
     meddled with afterwards. */
  LEDGER_CONNECTIONS,
  LEDGER_NESTED,
  LEDGER_TAMPERED,
  /* How they ended: told in full and answered so, ended by the receiver, left by this side. */
  LEDGER_COMPLETE,
  LEDGER_BROKEN,
  LEDGER_LEFT,
  /* What the kernel has taken. */
  LEDGER_MESSAGES,
  LEDGER_BYTES,
  /* The same of conversations that are complete, so that the receiver must have them as well. */
  LEDGER_COMPLETE_MESSAGES,
  LEDGER_COMPLETE_BYTES,
  LEDGER_COMPLETE_HANDLES,
  /* Messages with more descriptors than a receiver takes. */
  LEDGER_TRUNCATED,
  /* Messages with descriptors and without a byte, bytes out of band, messages left unfinished. */
  LEDGER_EMPTY,
  LEDGER_URGENT,
  LEDGER_CUT,
  /* Messages that the kernel has refused: malformed ones, and too many descriptors on their way. */
  LEDGER_MALFORMED,
  LEDGER_CROWDED,
  /* Handles that came back. */
  LEDGER_RETURNED,
  /* What must not be: an answer with other figures, and waiting without end. */
  LEDGER_MISMATCHED,
  LEDGER_STUCK,
  LEDGER_ENTRIES
} ledger_entry_t;

typedef struct {
  uint64_t counts[LEDGER_ENTRIES];
  /* Descriptors sent, by kind. */
  uint64_t descriptors[LEDGER_KINDS];
} ledger_t;

void
ledger_add(ledger_t *ledger, ledger_entry_t entry, uint64_t count);

/* Prints it on one line, as JSON. */
void
ledger_print(const ledger_t *ledger);

#endif
