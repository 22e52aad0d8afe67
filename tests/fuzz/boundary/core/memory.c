#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "report.h"

struct loan_s {
  loan_t *next;
  char *text;
  uv_buf_t *list;
  /* The runs, when the list is gone. */
  char **runs;
  size_t *lens;
  size_t count;
  uint64_t sum;
  const object_t *object;
  unsigned until;
};

/* Bytes of the runtime's that the fuzzer owns. */
typedef struct owned_s {
  struct owned_s *next;
  boundary_value_t chunk;
  uint64_t sum;
} owned_t;

static struct {
  loan_t *pinned;
  owned_t *first;
  owned_t **last;
} memory = {.last = &memory.first};

/* FNV-1a over words: every bit counts, and a megabyte is done in a moment. */
static uint64_t
add_to_sum(uint64_t sum, const void *bytes, size_t len) {
  const uint8_t *at = bytes;
  for (; len >= sizeof(uint64_t); at += sizeof(uint64_t), len -= sizeof(uint64_t)) {
    uint64_t word;
    memcpy(&word, at, sizeof(word));
    sum = (sum ^ word) * UINT64_C(0x100000001b3);
  }
  for (; len > 0; at++, len--)
    sum = (sum ^ *at) * UINT64_C(0x100000001b3);
  return sum;
}

static uint64_t
sum_of(const loan_t *loan) {
  uint64_t sum = 1;
  for (size_t i = 0; i < loan->count; i++)
    sum = add_to_sum(sum, loan->runs[i], loan->lens[i]);
  return sum;
}

static loan_t *
make_loan(size_t count) {
  loan_t *loan = calloc(1, sizeof(*loan));
  loan->count = count;
  loan->list = malloc(count * sizeof(*loan->list));
  loan->runs = malloc(count * sizeof(*loan->runs));
  loan->lens = malloc(count * sizeof(*loan->lens));
  return loan;
}

loan_t *
memory_lend_chunks(const size_t lens[], size_t count) {
  loan_t *loan = make_loan(count);
  for (size_t i = 0; i < count; i++) {
    loan->runs[i] = malloc(lens[i]);
    loan->lens[i] = lens[i];
    loan->list[i] = uv_buf_init(loan->runs[i], (unsigned) lens[i]);
  }
  return loan;
}

loan_t *
memory_lend(const void *bytes, size_t len) {
  loan_t *loan = memory_lend_chunks(&len, 1);
  memcpy(loan->runs[0], bytes, len);
  loan->text = loan->runs[0];
  memory_seal(loan);
  return loan;
}

void
memory_seal(loan_t *loan) {
  loan->sum = sum_of(loan);
}

const char *
memory_text(const loan_t *loan) {
  return loan->text;
}

const uv_buf_t *
memory_list(const loan_t *loan) {
  return loan->list;
}

size_t
memory_list_len(const loan_t *loan) {
  return loan->count;
}

void
memory_end_list(loan_t *loan) {
  free(loan->list);
  loan->list = NULL;
}

void
memory_take_back(loan_t *loan) {
  RULE(sum_of(loan) == loan->sum, "memory that was lent has been written to");
  for (size_t i = 0; i < loan->count; i++)
    free(loan->runs[i]);
  free(loan->list);
  free(loan->runs);
  free(loan->lens);
  free(loan);
}

void
memory_pin(loan_t *loan, const object_t *object, unsigned until) {
  loan->object = object;
  loan->until = until;
  loan->next = memory.pinned;
  memory.pinned = loan;
}

void
memory_unpin(const object_t *object, int until) {
  for (loan_t **at = &memory.pinned; *at != NULL;) {
    loan_t *loan = *at;
    if (loan->object != object || (until >= 0 && loan->until != (unsigned) until)) {
      at = &loan->next;
      continue;
    }
    *at = loan->next;
    memory_take_back(loan);
  }
}

void
memory_own(const boundary_value_t *chunk) {
  owned_t *owned = calloc(1, sizeof(*owned));
  owned->chunk = *chunk;
  owned->sum = add_to_sum(1, chunk->chunk.data, chunk->chunk.len);
  *memory.last = owned;
  memory.last = &owned->next;
}

void
memory_release_oldest(void) {
  owned_t *owned = memory.first;
  if (owned == NULL) return;
  memory.first = owned->next;
  if (memory.first == NULL) memory.last = &memory.first;
  uint64_t sum = add_to_sum(1, owned->chunk.chunk.data, owned->chunk.chunk.len);
  RULE(sum == owned->sum, "bytes that were given away have been written to");
  owned->chunk.chunk.release(owned->chunk.chunk.data);
  free(owned);
}

void
memory_end(void) {
  while (memory.first != NULL)
    memory_release_oldest();
  RULE(memory.pinned == NULL, "memory is pinned when all is over");
}
