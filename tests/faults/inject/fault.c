#include "fault.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COUNTERS 256

typedef struct {
  const char *name;
  atomic_long count;
} counter_t;

static counter_t counters[MAX_COUNTERS + 1];
static atomic_int counters_len;
static pthread_mutex_t naming = PTHREAD_MUTEX_INITIALIZER;

static struct {
  atomic_bool counting;
  int number;
  int error;
  long nth;
  long times;
  atomic_long struck;
  atomic_long cycle;
} armed;

/* Names live as long as the places that have them: for as long as the process. */
static int
number_of(const char *name) {
  pthread_mutex_lock(&naming);
  int number = 1;
  while (number <= counters_len && strcmp(counters[number].name, name) != 0)
    number++;
  if (number > MAX_COUNTERS) {
    fprintf(stderr, "faults: more than %d calls have a name\n", MAX_COUNTERS);
    abort();
  }
  if (number > counters_len) {
    counters[number].name = strdup(name);
    counters_len = number;
  }
  pthread_mutex_unlock(&naming);
  return number;
}

bool
fault_due(fault_call_t *call) {
  if (!armed.counting) return false;
  if (call->number == 0) call->number = number_of(call->name);
  long nth = atomic_fetch_add(&counters[call->number].count, 1) + 1;
  if (call->number != armed.number || nth < armed.nth) return false;
  if (armed.times != FAULT_FOR_GOOD && nth >= armed.nth + armed.times) return false;
  armed.struck++;
  errno = armed.error;
  return true;
}

int
fault_error(void) {
  return armed.error;
}

void *
fault_target(fault_call_t *call, void *real, void *failing, void *throwing) {
  int saved = errno;
  bool due = fault_due(call);
  errno = saved;
  if (!due) return real;
  return armed.error == FAULT_THROWS ? throwing : failing;
}

static void
reset(void) {
  armed.counting = false;
  for (int i = 1; i <= counters_len; i++)
    counters[i].count = 0;
  armed.number = 0;
  armed.struck = 0;
  armed.cycle++;
}

void
fault_arm(const char *name, int error, long nth, long times) {
  reset();
  armed.number = number_of(name);
  armed.error = error;
  armed.nth = nth;
  armed.times = times;
  armed.counting = true;
}

void
fault_count(void) {
  reset();
  armed.counting = true;
}

long
fault_disarm(void) {
  armed.counting = false;
  return armed.struck;
}

bool
fault_is_counting(void) {
  return armed.counting;
}

long
fault_cycle(void) {
  return armed.cycle;
}

const char *
fault_counter(int number, long *count) {
  if (number > counters_len) return NULL;
  *count = counters[number].count;
  return counters[number].name;
}
