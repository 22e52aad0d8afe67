/* The input as a program: each of its steps begins with a byte that says what to do. */
#ifndef FUZZ_PROGRAM_H
#define FUZZ_PROGRAM_H

/* Once, before the first input. */
void
program_prepare(void);

/* All of the input. */
void
program_run(void);

/* What a callback does before it returns. */
void
program_react(void);

#endif
