#include "control.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "memory.h"

#define MAX_REPLY  262144
#define MAX_WORD   64
#define LAST_ERRNO 133

static char reply[MAX_REPLY];
static size_t reply_len;

static void
say(const char *format, ...) {
  va_list list;
  va_start(list, format);
  int len = vsnprintf(reply + reply_len, MAX_REPLY - reply_len, format, list);
  va_end(list);
  if (len < 0 || (size_t) len >= MAX_REPLY - reply_len) abort();
  reply_len += (size_t) len;
}

static int
error_named(const char *name) {
  if (strcmp(name, "throws") == 0) return FAULT_THROWS;
  if (strcmp(name, "fails") == 0) return FAULT_FAILS;
  for (int error = 1; error <= LAST_ERRNO; error++) {
    const char *known = strerrorname_np(error);
    if (known != NULL && strcmp(known, name) == 0) return error;
  }
  return 0;
}

static void
arm(const char *command) {
  char name[MAX_WORD], error[MAX_WORD], times[MAX_WORD];
  long nth;
  if (sscanf(command, "arm %63s %63s %ld %63s", name, error, &nth, times) != 4 ||
      error_named(error) == 0) {
    say("unknown: %s", command);
    return;
  }
  bool for_good = strcmp(times, "on") == 0;
  fault_arm(name, error_named(error), nth, for_good ? FAULT_FOR_GOOD : atol(times));
}

static void
tell_counts(void) {
  long count;
  const char *name;
  for (int number = 1; (name = fault_counter(number, &count)) != NULL; number++) {
    if (count > 0) say("%ld %s\n", count, name);
  }
}

/* But timers that the loop does not wait for: with these, engines do what they have put off. */
static void
count_handle(uv_handle_t *handle, void *data) {
  long *count = data;
  if (handle->type != UV_TIMER || uv_has_ref(handle)) (*count)++;
}

static void
tell_handles(uv_loop_t *loop) {
  long count = 0;
  uv_walk(loop, count_handle, &count);
  say("%ld", count);
}

static void
tell_block(long cycle, size_t size, void *data) {
  (void) data;
  say("%ld %zu\n", cycle, size);
}

const char *
fault_control(uv_loop_t *loop, const char *command) {
  reply_len = 0;
  reply[0] = '\0';
  if (strncmp(command, "arm ", 4) == 0) {
    arm(command);
  } else if (strcmp(command, "count") == 0) {
    fault_count();
  } else if (strcmp(command, "disarm") == 0) {
    say("%ld", fault_disarm());
  } else if (strcmp(command, "counts") == 0) {
    tell_counts();
  } else if (strcmp(command, "handles") == 0) {
    tell_handles(loop);
  } else if (strcmp(command, "blocks") == 0) {
    memory_walk(tell_block, NULL);
  } else if (strcmp(command, "cycle") == 0) {
    say("%ld", fault_cycle());
  } else {
    say("unknown: %s", command);
  }
  return reply;
}
