/* The end of an input: whoever waits is served, and then nothing may be waiting any more. */
#ifndef FUZZ_SETTLING_H
#define FUZZ_SETTLING_H

/* Checks that every request has its outcome whose other end is the fuzzer's, and that all has
   arrived that was sent to whoever reads. */
void
settling_run(void);

#endif
