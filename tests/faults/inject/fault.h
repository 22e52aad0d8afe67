/*
 * Faults on demand. One is armed at a time: the n-th call of some name fails, and as many of those
 * that follow as was asked for. Meanwhile all calls are counted, by name.
 */
#ifndef FAULTS_FAULT_H
#define FAULTS_FAULT_H

#include <stdbool.h>
#include <stddef.h>

/* One place that can fail. Places of the same name are counted together. */
typedef struct {
  const char *name;
  /* Of the name's counter, from 1; 0 until it is known. */
  int number;
} fault_call_t;

/* A fault that stands for "from then on". */
#define FAULT_FOR_GOOD (-1L)

/* What an engine's call fails with, in the place of an errno: with an exception, or without. */
#define FAULT_THROWS 10001
#define FAULT_FAILS  10002

/* Counts the call, and tells whether it is to fail. If so, errno says how. Any thread. */
bool
fault_due(fault_call_t *call);

/* How the armed fault fails: an errno, FAULT_THROWS or FAULT_FAILS. */
int
fault_error(void);

/* Counts the call. Returns `failing` or `throwing` if it is to fail, and `real` otherwise. */
void *
fault_target(fault_call_t *call, void *real, void *failing, void *throwing);

/* Arms a fault: calls `nth` to `nth + times - 1` of `name` fail with `error`. Counts from 0 anew.
 */
void
fault_arm(const char *name, int error, long nth, long times);

/* Counts from 0 anew, and lets nothing fail. */
void
fault_count(void);

/* Neither counts nor lets anything fail any more. Returns how often the fault has struck. */
long
fault_disarm(void);

/* True between fault_arm or fault_count and fault_disarm. */
bool
fault_is_counting(void);

/* How often fault_arm and fault_count have been called. */
long
fault_cycle(void);

/* The name of counter `number`, from 1, and its count; NULL after the last one. */
const char *
fault_counter(int number, long *count);

#endif
