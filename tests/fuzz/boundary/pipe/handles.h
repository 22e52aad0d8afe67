/* libuv handles that may or may not be alive, of this loop, of the runtime's. */
#ifndef FUZZ_HANDLES_H
#define FUZZ_HANDLES_H

#include "objects.h"

/* Forgets all handles. */
void
handles_begin(void);

/* Frees what world_close_handles has closed. */
void
handles_end(void);

/* Closes all of the fuzzer's own. */
void
handles_close(void);

/* Closes one of them. */
void
handles_close_one(void);

/*
 * Draws an address, and checks that it is taken for a handle exactly if one begins there. Returns
 * that handle, or NULL.
 */
uv_handle_t *
handles_draw(const object_t *self);

/* The stream whose storage that is, or NULL. */
object_t *
handles_stream(const uv_handle_t *handle);

#endif
