#include "meter.h"

#include <malloc.h>
#include <stddef.h>

/* AddressSanitizer's, unless its options say otherwise, with what surrounds the memory in it. */
#define QUARANTINE ((int64_t) 512 << 20)

/* AddressSanitizer has an allocator of its own, of which glibc's figures know nothing. */
__attribute__((weak)) size_t
__sanitizer_get_current_allocated_bytes(void);

int64_t
meter_allocated(void) {
  if (__sanitizer_get_current_allocated_bytes != NULL) {
    return (int64_t) __sanitizer_get_current_allocated_bytes();
  }

  struct mallinfo2 info = mallinfo2();

  return (int64_t) (info.uordblks + info.hblkhd);
}

int64_t
meter_kept(void) {
  return __sanitizer_get_current_allocated_bytes != NULL ? QUARANTINE : 0;
}

void
meter_trim(void) {
  malloc_trim(0);
}
