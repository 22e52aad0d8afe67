/*
 * Memory for reads that is given away with what has been read, and used again when it comes back:
 * what has just been let go is still mapped, and the kernel need not clear it first. Taken on the
 * loop's thread, given back on any, also when the environment is gone.
 */
#ifndef PIPE_POOL_H
#define PIPE_POOL_H

#include <stddef.h>
#include <stdint.h>

typedef struct pipe_pool_s pipe_pool_t;

/* How much one read brings at most, in bytes. */
#define PIPE_READ_BUFFER_SIZE ((size_t) 65536)

/* An empty pool; NULL without memory. */
pipe_pool_t *
pipe_pool_create(void);

/* PIPE_READ_BUFFER_SIZE bytes, or NULL without memory. From here on the pool keeps what comes back.
 */
uint8_t *
pipe_pool_take(pipe_pool_t *pool);

/* Gives back what has been taken, whatever has become of its pool. */
void
pipe_pool_give_back(void *data);

/* Frees what the pool keeps, and has it keep nothing until something is taken. */
void
pipe_pool_rest(pipe_pool_t *pool);

/* Ends the pool: nothing is taken any more. What is still out is freed when it is given back. */
void
pipe_pool_end(pipe_pool_t *pool);

#endif
