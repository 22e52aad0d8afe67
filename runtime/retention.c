#include "retention.h"

#include <stdlib.h>

/* Bulk is so many bytes within so many milliseconds. */
#define BULK   ((size_t) 64 << 20)
#define PERIOD 1000

/* With what glibc adds to it, the largest block that it learns from: the threshold becomes twice as
   much. */
#define LARGEST (((size_t) 32 << 20) - 8192)

/* The block is mapped and never touched; volatile, as a compiler leaves out what nobody looks at.
 */
static void
raise_threshold(void) {
  void *volatile block = malloc(LARGEST);
  free(block);
}

void
pipe_retention_count(pipe_retention_t *retention, size_t len, uint64_t now) {
  if (retention->raised) return;
  retention->bytes += len;
  if (retention->bytes < BULK) return;
  if (now - retention->began < PERIOD) {
    raise_threshold();
    retention->raised = true;
  }
  retention->bytes = 0;
  retention->began = now;
}
