/* The loop's time: it stands still unless the input lets it pass. */
#ifndef FUZZ_CLOCK_H
#define FUZZ_CLOCK_H

#include <stdint.h>

/* Sets it to where every input begins. */
void
clock_begin(void);

/* Lets time pass, in milliseconds. */
void
clock_advance(uint64_t milliseconds);

/* Ends the program unless libuv goes by this clock. */
void
clock_check(void);

#endif
