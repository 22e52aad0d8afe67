#include "allocation.h"

#include <stddef.h>

#include "session.h"

static struct {
  bool armed;
  bool failed;
  unsigned left;
} allocation;

void
allocation_fail_after(unsigned count) {
  allocation.armed = true;
  allocation.left = count;
}

void
allocation_restore(void) {
  allocation.armed = false;
  allocation.failed = false;
}

bool
allocation_has_failed(void) {
  return allocation.failed;
}

/* The linker leads every call of malloc and its like here (--wrap). */
void *
__real_malloc(size_t size);
void *
__real_calloc(size_t count, size_t size);
void *
__real_realloc(void *memory, size_t size);
void *
__wrap_malloc(size_t size);
void *
__wrap_calloc(size_t count, size_t size);
void *
__wrap_realloc(void *memory, size_t size);

static bool
fails(void) {
  if (!allocation.armed || !session_in_runtime()) return false;
  if (allocation.left-- > 0) return false;
  allocation.armed = false;
  allocation.failed = true;
  return true;
}

void *
__wrap_malloc(size_t size) {
  return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size) {
  return fails() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *memory, size_t size) {
  return fails() ? NULL : __real_realloc(memory, size);
}
