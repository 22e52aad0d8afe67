/* libuv's thread pool, of one thread that works when it is let: the same input, the same order. */
#ifndef FUZZ_WORKERS_H
#define FUZZ_WORKERS_H

/* Parks the thread. To be called before anything else uses the pool. */
void
workers_begin(void);

/* Lets the thread do all that waits for it, and parks it again. */
void
workers_run(void);

#endif
