#include "lending.h"

#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "report.h"

struct lent_s {
  char *bytes;
  size_t len;
  const boundary_op_t *op;
  /* What has been found out the last time that it was looked for. */
  size_t known;
};

/* One for each object: no module has two operations that lend to the same one. */
static lent_t *lent_to[MAX_OBJECTS];

void
lending_begin(void) {
  memset(lent_to, 0, sizeof(lent_to));
}

lent_t *
lending_make(size_t len) {
  lent_t *lent = calloc(1, sizeof(*lent));
  lent->bytes = malloc(len);
  lent->len = len;
  return lent;
}

static void
move(lent_t *lent, size_t len) {
  char *bytes = malloc(len);
  /* The runtime is being denied memory. */
  if (bytes == NULL) return;
  free(lent->bytes);
  lent->bytes = bytes;
  lent->len = len;
}

uv_buf_t
lending_locate(void *data) {
  lent_t *lent = data;
  uint8_t byte = input_byte();
  if (byte == 0xff)
    move(lent, 0);
  else if (byte % 4 == 1)
    move(lent, lent->len);
  else if (byte % 4 == 2)
    move(lent, lent->len / 2);
  lent->known = lent->len;
  return uv_buf_init(lent->len == 0 ? NULL : lent->bytes, (unsigned) lent->len);
}

void
lending_settle(lent_t *lent, const object_t *object, const boundary_op_t *op, int err) {
  if (err != 0) {
    lending_end(lent);
    return;
  }
  lent_t **place = &lent_to[object->index];
  RULE(*place == NULL || (*place)->op == op, "%s lends to what has been lent to", op->name);
  if (*place != NULL) lending_end(*place);
  lent->op = op;
  *place = lent;
}

void
lending_end(lent_t *lent) {
  free(lent->bytes);
  free(lent);
}

const void *
lending_filled(const object_t *object, size_t len) {
  const lent_t *lent = lent_to[object->index];
  RULE(lent != NULL, "bytes are in memory that has not been lent");
  RULE(len > 0 && len <= lent->known, "%zu bytes are in memory for %zu", len, lent->known);
  return lent->bytes;
}

void
lending_close(const object_t *object) {
  lent_t **place = &lent_to[object->index];
  if (*place != NULL) lending_end(*place);
  *place = NULL;
}
