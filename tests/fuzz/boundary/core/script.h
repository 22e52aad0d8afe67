/* Inputs that people write: a command and the bytes that follow it on each line. */
#ifndef FUZZ_SCRIPT_H
#define FUZZ_SCRIPT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* To be called first where LLVMFuzzerInitialize is not. */
void
script_prepare(void);

/*
 * `name: 1 2 3` stands for the command's byte and three more, `: 1 2 3` for these alone, which a
 * callback uses; what follows a `#` is for the reader. Ends the program with a message where
 * `path`, which is the file's name, says something else. Returns the size of the input.
 */
size_t
script_compose(FILE *file, const char *path, uint8_t *data, size_t capacity);

#endif
