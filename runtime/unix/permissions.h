/*
 * Who may connect to a listening socket: the mode of its file, as `access`, flags of
 * Listener.Access, has it, and a look at whoever got past that. umask(2) has no part in this: it is
 * the process's, and other threads make files meanwhile.
 */
#ifndef PIPE_UNIX_PERMISSIONS_H
#define PIPE_UNIX_PERMISSIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "unix/address.h"
#include "unix/socket_file.h"

/* 0, or UV_EINVAL for what contradicts itself, and for what is asked of a name without a file. */
int
pipe_permissions_check(uint32_t access, const pipe_address_t *address);

/*
 * To be called before bind(2), which then makes a file that is no more open than `access` allows;
 * where the system knows no such thing, nothing happens here. Returns 0 or libuv's code.
 */
int
pipe_permissions_prepare(int fd, uint32_t access);

/*
 * To be called between bind(2) and listen(2), while nobody can connect yet: brings the mode of the
 * file to what `access` demands, and never that of another file which has taken its name.
 *
 * Returns 0, UV_ENOENT where the path does not lead to the file any more, or what the system says.
 */
int
pipe_permissions_apply(uint32_t access, const pipe_socket_file_t *file);

/* True if the client at the other end of `fd` is of the user `owner`; in doubt it is not. */
bool
pipe_permissions_admit(int fd, uid_t owner);

#endif
