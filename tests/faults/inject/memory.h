/*
 * Memory of the addon: what it allocates is noted until it is freed, and an allocation can fail.
 * The addon under test is compiled to call these in the place of the C library's functions.
 */
#ifndef FAULTS_MEMORY_H
#define FAULTS_MEMORY_H

#include <stddef.h>

void *
fault_malloc(size_t size);

void *
fault_calloc(size_t count, size_t size);

void *
fault_realloc(void *block, size_t size);

void
fault_free(void *block);

/* Calls `tell` for each block that is there, with the cycle that has allocated it. */
void
memory_walk(void (*tell)(long cycle, size_t size, void *data), void *data);

#endif
