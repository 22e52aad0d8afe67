/*
 * Unix domain stream sockets, close-on-exec and non-blocking. Each function with a result of int
 * returns 0 or libuv's negative code, and repeats what a signal has interrupted.
 */
#ifndef PIPE_UNIX_SOCKET_H
#define PIPE_UNIX_SOCKET_H

#include <stdbool.h>
#include <uv.h>

#include "unix/address.h"

/* A socket with no address. */
int
pipe_socket_create(int *fd);

/* Connects; UV_EAGAIN when the listener's queue is full. Does not wait. */
int
pipe_socket_connect(int fd, const pipe_address_t *address);

/*
 * Gives the socket its address, and makes the file if there is one. A missing directory is
 * UV_EACCES, as from libuv.
 */
int
pipe_socket_bind(int fd, const pipe_address_t *address);

/* Lets clients queue; `backlog` is cut to what the system allows. */
int
pipe_socket_listen(int fd, int backlog);

/* The next client in the queue; UV_EAGAIN when there is none. */
int
pipe_socket_accept(int fd, int *client);

/* Shuts the write half down. */
int
pipe_socket_end_writing(int fd);

/*
 * What is there to be read, at most `len` bytes: how many, 0 at the end, UV_EAGAIN when there is
 * nothing yet. Handles that came with them are closed.
 */
ssize_t
pipe_socket_receive(int fd, void *data, size_t len);

/* 0 if `fd` is a socket, which can always be waited for; UV_EBADF if it is something else. */
int
pipe_socket_check(int fd);

/* What libuv calls the socket `fd`, uv_guess_handle. */
uv_handle_type
pipe_socket_type(int fd);

/* True if descriptors can travel over `fd`: it is a Unix domain socket (unix(7)). */
bool
pipe_socket_carries_descriptors(int fd);

#endif
