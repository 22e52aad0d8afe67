/* What the fuzzer says: why it stops, and, where it is asked to, what it does. */
#ifndef FUZZ_REPORT_H
#define FUZZ_REPORT_H

#include <stdbool.h>

/* Ends the program: a rule of the boundary does not hold. */
_Noreturn void
violate(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* One step, in words, if the environment has FUZZ_TRACE. */
void
trace(const char *format, ...) __attribute__((format(printf, 1, 2)));

#define RULE(condition, ...)                                                                       \
  do {                                                                                             \
    if (!(condition)) violate(__VA_ARGS__);                                                        \
  } while (0)

#endif
