/* Live handles that travel over streams, as far as the streams are concerned. */
#ifndef PIPE_HANDLES_H
#define PIPE_HANDLES_H

#include "stream.h"

/*
 * Announces each of the descriptors, in order, and closes those that nobody accepts (I1, I4): all
 * of them are somebody else's or gone afterwards. May close the stream, after which the rest is not
 * announced.
 */
void
pipe_handles_announce(pipe_stream_t *stream, const int fds[], size_t fds_len);

/*
 * 0, or why `handle` cannot travel over `stream`: UV_EINVAL (the stream was made to carry
 * none, is over what cannot carry any, or not this type, I7), UV_EBADF (the handle has no
 * descriptor, or is closing).
 */
int
pipe_handles_check_sendable(pipe_stream_t *stream, const uv_handle_t *handle);

/*
 * Makes the stream's parcel: a handle of its own over a second descriptor of what `handle` holds,
 * so that `handle` may be closed and freed before the parcel is sent. Returns 0 or libuv's code.
 */
int
pipe_parcel_pack(pipe_stream_t *stream, const uv_handle_t *handle);

/* The handle in the stream's parcel. */
uv_stream_t *
pipe_parcel_handle(pipe_stream_t *stream);

/* Closes the stream's parcel, if there is one. */
void
pipe_parcel_release(pipe_stream_t *stream);

#endif
