#ifndef OPERATIONS_H
#define OPERATIONS_H

/* Each does its operation COUNT times, one after the other, and returns when all is closed. */

/* Handing 64 bytes, or 64 KiB, to the kernel at once; a raw descriptor reads them. */
void
write_64(int count);

void
write_64k(int count);

/* 64 KiB by `write`, each called back for before the next. */
void
queue_64k(int count);

/* 64 bytes, or 64 KiB, that a raw descriptor has written. */
void
read_64(int count);

void
read_64k(int count);

/* 64 bytes to a stream, and back. */
void
round_trip(int count);

/* Connect, a byte, end, close at both ends. */
void
connection(int count);

/* A handle with a byte, accepted, closed, and answered. */
void
pass_handle(int count);

#endif
