/*
 * Who owns which descriptor. The program's own close(2) is the one that the runtime and libuv call:
 * what is closed twice, or is not theirs to close, is found in the act.
 */
#ifndef FUZZ_DESCRIPTORS_H
#define FUZZ_DESCRIPTORS_H

#include <stdbool.h>

#include "objects.h"

/* Numbers stay below this. */
#define MAX_DESCRIPTORS 512

/* Ends the program unless libuv closes through this file. To be called once. */
void
descriptors_check(void);

/* What is open now is nobody's business. */
void
descriptors_begin(void);

/* Checks that no more is open than was in the beginning. */
void
descriptors_end(void);

/* `fd`, which may be negative, is the fuzzer's. Returns it. */
int
descriptors_keep(int fd);

/* Closes what is the fuzzer's; a negative one is left alone. */
void
descriptors_drop(int fd);

/* `fd` was the fuzzer's, and is the runtime's until `object` has closed. */
void
descriptors_give(int fd, const object_t *object);

/* True if `fd` is the fuzzer's. */
bool
descriptors_are_kept(int fd);

/* True if `fd` has been given to an object of `env` and is open. */
bool
descriptors_are_given(int fd, const fuzz_env_t *env);

/* Checks that `fd`, if it is the fuzzer's, is what it was. */
void
descriptors_check_kept(int fd, const char *what);

/* Checks that what `object` was given is closed. */
void
descriptors_check_gone(const object_t *object);

/* Leaves room for `count` more descriptors, until descriptors_restore. */
void
descriptors_starve(unsigned count);

/* Ends what descriptors_starve has begun. */
void
descriptors_restore(void);

#endif
