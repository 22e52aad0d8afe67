/* The file that binding a socket has made, recognised again when it is changed or removed (V10). */
#ifndef PIPE_UNIX_SOCKET_FILE_H
#define PIPE_UNIX_SOCKET_FILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "unix/address.h"

typedef struct {
  /* Absolute, so that a later chdir does not matter; malloc'ed; NULL when there is no file. */
  char *path;
  dev_t device;
  ino_t inode;
  /* As bind(2) has made it. */
  mode_t mode;
} pipe_socket_file_t;

/*
 * Works out the absolute path of `address`; none in the abstract namespace. To be called before
 * bind(2), so that nothing can fail between making the file and knowing how to remove it.
 *
 * Returns 0, UV_ENOMEM, UV_EACCES where the current directory is gone, or getcwd's error.
 */
int
pipe_socket_file_locate(pipe_socket_file_t *file, const pipe_address_t *address);

/* Notes which file bind(2) has just made. */
void
pipe_socket_file_identify(pipe_socket_file_t *file);

/* True if `fd` is open on the file that was identified. */
bool
pipe_socket_file_is_open_at(const pipe_socket_file_t *file, int fd);

/*
 * Removes the file if the path still leads to the one that was identified, and forgets it. To be
 * called while the socket is open: that keeps the kernel from giving its inode number to another.
 */
void
pipe_socket_file_remove(pipe_socket_file_t *file);

/* Frees the path and leaves the file alone. */
void
pipe_socket_file_forget(pipe_socket_file_t *file);

#endif
