#include "ledger.h"

#include <inttypes.h>
#include <stdio.h>

#include "cargo.h"

static const char *const names[LEDGER_ENTRIES] = {
  [LEDGER_CONNECTIONS] = "connections",
  [LEDGER_NESTED] = "nested",
  [LEDGER_TAMPERED] = "tampered",
  [LEDGER_COMPLETE] = "complete",
  [LEDGER_BROKEN] = "broken",
  [LEDGER_LEFT] = "left",
  [LEDGER_MESSAGES] = "messages",
  [LEDGER_BYTES] = "bytes",
  [LEDGER_COMPLETE_MESSAGES] = "completeMessages",
  [LEDGER_COMPLETE_BYTES] = "completeBytes",
  [LEDGER_COMPLETE_HANDLES] = "completeHandles",
  [LEDGER_TRUNCATED] = "truncated",
  [LEDGER_EMPTY] = "empty",
  [LEDGER_URGENT] = "urgent",
  [LEDGER_CUT] = "cut",
  [LEDGER_MALFORMED] = "malformed",
  [LEDGER_CROWDED] = "crowded",
  [LEDGER_RETURNED] = "returned",
  [LEDGER_MISMATCHED] = "mismatched",
  [LEDGER_STUCK] = "stuck",
};

void
ledger_add(ledger_t *ledger, ledger_entry_t entry, uint64_t count) {
  ledger->counts[entry] += count;
}

void
ledger_print(const ledger_t *ledger) {
  printf("{");
  for (size_t i = 0; i < LEDGER_ENTRIES; i++) {
    printf("\"%s\":%" PRIu64 ",", names[i], ledger->counts[i]);
  }
  printf("\"kinds\":{");
  for (size_t i = 0; i < cargo_kinds; i++) {
    const char *comma = i == 0 ? "" : ",";
    printf("%s\"%s\":%" PRIu64, comma, cargo_name(i), ledger->descriptors[i]);
  }
  printf("}}\n");
  fflush(stdout);
}
