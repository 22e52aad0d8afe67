/* Coverage of Python code, in the form that libFuzzer takes. */
#ifndef FRONT_END_COVERAGE_H
#define FRONT_END_COVERAGE_H

#include <stdbool.h>

/*
 * Prepares the counting of lines of the code whose file's name begins with `directory`, and of
 * templates. `directory` is kept. False, with a Python exception set, if that fails.
 */
bool
coverage_prepare(const char *directory);

/* From here on each line that follows upon another one is counted. The interpreter's lock is held.
 */
void
coverage_start(void);

/* From here on nothing is counted. */
void
coverage_stop(void);

#endif
