/* Memory that is ours and yet not to be touched: what AddressSanitizer sees, where it is. */
#ifndef PIPE_POISON_H
#define PIPE_POISON_H

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PIPE_HAS_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define PIPE_HAS_ASAN 1
#endif

#ifdef PIPE_HAS_ASAN
#include <sanitizer/asan_interface.h>
#define PIPE_POISON(data, len)   ASAN_POISON_MEMORY_REGION(data, len)
#define PIPE_UNPOISON(data, len) ASAN_UNPOISON_MEMORY_REGION(data, len)
#else
#define PIPE_POISON(data, len)   ((void) (data), (void) (len))
#define PIPE_UNPOISON(data, len) ((void) (data), (void) (len))
#endif

#endif
