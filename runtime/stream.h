/*
 * A stream's life: made, referenced, told about, closed. How bytes move is its backend's business.
 *
 * The memory is freed when libuv has closed the handle and the last reference is released; what
 * happens on other threads touches nothing but the reference count.
 */
#ifndef PIPE_STREAM_H
#define PIPE_STREAM_H

#include <stdatomic.h>

#include "connecting.h"
#include "deferred.h"
#include "env.h"
#include "link.h"
#include "pipe.h"
#include "watching.h"

/*
 * How a stream's bytes move. The callers have checked that the stream is open and has a descriptor,
 * that one request of a kind is out at a time, and that there are bytes to write.
 */
typedef struct {
  int (*resume)(pipe_stream_t *stream);
  void (*pause)(pipe_stream_t *stream);
  /* Sets `result`, which is 0 before, to what has been sent. */
  int (*try_write)(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
                   uv_handle_t *handle, uint64_t *result);
  /* Ends with pipe_stream_write_done. */
  int (*write)(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len,
               uv_handle_t *handle);
  /* Nothing is being written. */
  int (*try_end)(pipe_stream_t *stream);
  /* Ends with pipe_stream_end_done. */
  int (*end)(pipe_stream_t *stream);
  /* Ends with uv_close on the stream's handle, whose callback is pipe_stream_on_closed. */
  void (*close)(pipe_stream_t *stream);
} pipe_backend_t;

/* Bits of pipe_stream_s.flags. */
enum {
  PIPE_STREAM_IPC = 0x1,
  PIPE_STREAM_CLOSING = 0x2,
  PIPE_STREAM_UNREFED = 0x4,
  /* A write request is out. */
  PIPE_STREAM_WRITING = 0x8,
  /* An end request is out. */
  PIPE_STREAM_ENDING = 0x10,
  /* The write half has been ended, or is about to be. */
  PIPE_STREAM_ENDED = 0x20,
  /* Between resume and pause, the end, or an error. */
  PIPE_STREAM_READING = 0x40,
  /* The descriptor is known to be one that handles can travel over. */
  PIPE_STREAM_CARRIER = 0x80,
};

/* Bits of pipe_stream_s.due: what the deferred task has to do, in this order. */
enum {
  PIPE_STREAM_DUE_CONNECT = 0x1,
  PIPE_STREAM_DUE_WRITE = 0x2,
  PIPE_STREAM_DUE_END = 0x4,
  PIPE_STREAM_DUE_READ = 0x8,
};

typedef struct pipe_file_s pipe_file_t;
typedef struct pipe_inlet_s pipe_inlet_t;
typedef struct pipe_parcel_s pipe_parcel_t;
typedef struct pipe_polled_requests_s pipe_polled_requests_t;

struct pipe_stream_s {
  /* First: the address of the stream is the address of its handle. */
  uv_pipe_t pipe;
  const pipe_backend_t *backend;
  const pipe_inlet_t *inlet;
  /* What the inlet reads into, once there is one. */
  pipe_loan_t loan;
  /* Where what is read goes at once, which may be gone by now. */
  pipe_id_t target;
  /* Bytes that have been forwarded from here, and to here. */
  uint64_t forwarded_from;
  uint64_t forwarded_to;
  pipe_env_t *env;
  void *data;
  pipe_id_t id;
  atomic_uint references;
  unsigned flags;
  unsigned due;
  uint32_t read_buffer_size;
  pipe_link_t link;
  pipe_task_t task;
  pipe_watch_t watch;
  /* Not NULL between connect and its outcome. */
  pipe_connecting_t *connecting;
  /* Not NULL for a stream over a file. */
  pipe_file_t *file;
  /* The descriptor of the handle that is being announced and not yet accepted, or -1. */
  int arrived;
  uv_handle_type arrived_type;
  /* The handle that travels with the write request, or NULL. */
  pipe_parcel_t *parcel;
  /* NULL until libuv has something to hold on the stream's behalf. */
  pipe_polled_requests_t *requests;
};

/* 0, or UV_EBADF if the stream is closing or closed. */
int
pipe_stream_check_open(const pipe_stream_t *stream);

/* 0, or why no descriptor can move in: UV_EBADF (closing), UV_EBUSY (connecting), UV_EISCONN. */
int
pipe_stream_check_vacant(const pipe_stream_t *stream);

/* 0, or why nothing can be sent or received: UV_EBADF (closing), UV_ENOTCONN. */
int
pipe_stream_check_connected(const pipe_stream_t *stream);

/* Has the deferred task do `due` on the loop's next turn, for which the loop may have to wait. */
void
pipe_stream_defer(pipe_stream_t *stream, unsigned due, bool keeps_loop);

/* Does what is `due` now, if it is due. */
void
pipe_stream_settle(pipe_stream_t *stream, unsigned due);

/* True while read, handle and connect callbacks are welcome. */
bool
pipe_stream_is_open(const pipe_stream_t *stream);

/* Ends the write request and tells its outcome. */
void
pipe_stream_write_done(pipe_stream_t *stream, int err);

/* Ends the end request and tells its outcome. */
void
pipe_stream_end_done(pipe_stream_t *stream, int err);

/* The last part of closing; the callback of uv_close. */
void
pipe_stream_on_closed(uv_handle_t *handle);

#endif
