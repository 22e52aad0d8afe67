/*
 * Streams over named pipes, Unix domain sockets and file descriptors, and a server for them. Over a
 * pipe opened with `ipc: true`, live handles travel with the bytes.
 *
 * The C boundary of the module: operations go down, callbacks come up, and no JavaScript engine
 * appears in it. The runtime implements the operations, one glue file per engine the callbacks.
 *
 * Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.
 */
#ifndef PIPE_H
#define PIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The environment: one for each JavaScript environment, on the thread of its loop. */
typedef struct pipe_env_s pipe_env_t;

/*
 * One connected, or soon to be connected, descriptor behind a `uv_pipe_t`. The C runtime implements
 * every `op`; the generated glue implements every `callback`. Nothing below mentions an engine.
 *
 * idl: Stream
 */
typedef struct pipe_stream_s pipe_stream_t;

/* A listening socket. idl: Listener */
typedef struct pipe_listener_s pipe_listener_t;

/*
 * Names an object across the boundary; 0 names none. An id is never used again, so that a stale or
 * invented one is looked up in vain. It fits in the 53 bits of a JavaScript number.
 */
typedef uint64_t pipe_id_t;

/*
 * Bytes that a callback brings. Where `release` is NULL they are borrowed until the callback
 * returns. Otherwise the callback's receiver owns them, and calls `release(data)` exactly once,
 * from any thread.
 */
typedef struct {
  uint8_t *data;
  size_t len;
  void (*release)(void *data);
} pipe_bytes_t;

/*
 * Memory that an operation is lent. Its owner may move it, shrink it or take it away whenever the
 * runtime has returned: `locate` tells where it is now, and is asked anew before each use. It is of no
 * length when it is gone. On the loop's thread.
 */
typedef struct {
  uv_buf_t (*locate)(void *data);
  void *data;
} pipe_loan_t;

/* The longest path that is looked at, in bytes of UTF-8; the operating system may allow less. */
#define PIPE_MAX_PATH_LENGTH 4096

/* How a chunk is read from the kernel unless `readBufferSize` says otherwise, in bytes. */
#define PIPE_DEFAULT_READ_BUFFER_SIZE 65536

/* The length of a listening socket's queue unless `backlog` says otherwise. */
#define PIPE_DEFAULT_BACKLOG 511

/*
 * The kind of a handle, as libuv's `uv_handle_type` numbers it. Other values of the C enum may
 * appear.
 *
 * idl: HandleType
 */
typedef enum {
  PIPE_HANDLE_TYPE_NAMED_PIPE = UV_NAMED_PIPE,
  PIPE_HANDLE_TYPE_TCP = UV_TCP,
  PIPE_HANDLE_TYPE_UDP = UV_UDP,
} pipe_handle_type_t;

/*
 * Which halves a descriptor's access mode allows, and whether it is a terminal.
 *
 * idl: Stream.OpenStatus
 */
enum {
  PIPE_STREAM_OPEN_STATUS_READABLE = 0x1,
  PIPE_STREAM_OPEN_STATUS_WRITABLE = 0x2,
  PIPE_STREAM_OPEN_STATUS_TERMINAL = 0x4,
};

/*
 * Who may connect other than those whom the umask lets; OWNER_ONLY stands alone.
 *
 * idl: Listener.Access
 */
enum {
  PIPE_LISTENER_ACCESS_OWNER_ONLY = 0x1,
  PIPE_LISTENER_ACCESS_READABLE_ALL = 0x2,
  PIPE_LISTENER_ACCESS_WRITABLE_ALL = 0x4,
};

/*
 * What the glue does when a stream calls back, on the loop's thread and never from inside an
 * operation. An `err` is 0 or libuv's negative code. idl: Stream
 */
typedef struct {
  /*
   * The outcome of `connect`.
   *
   * Not after closing has been asked for, or the environment exits. May call `close`.
   *
   * idl: Stream.connect
   */
  void (*connect)(pipe_stream_t *stream, int err);

  /*
   * A handle has arrived with the bytes that `read` brings next. Unless it is accepted it is closed
   * when this returns.
   *
   * Not after closing has been asked for, or the environment exits. May call `accept`, `pause`,
   * `close`.
   *
   * idl: Stream.handle
   */
  void (*handle)(pipe_stream_t *stream, pipe_handle_type_t type);

  /*
   * Bytes, or an error, or neither of the two at the end of the stream. Where handles have been
   * lost on the way, UV_EMFILE takes the place of the bytes that they came with.
   *
   * `chunk` belongs to the receiver where it comes with a `release`, and is borrowed until this
   * returns otherwise. Not after closing has been asked for, or the environment exits. Few bytes
   * may be told later in the same turn of the loop, but before any other callback. May call
   * `pause`, `close`.
   *
   * idl: Stream.read
   */
  void (*read)(pipe_stream_t *stream, int err, const pipe_bytes_t *chunk);

  /*
   * So many bytes have been read into the memory that `readInto` was lent, from its beginning on.
   *
   * Not after closing has been asked for, or the environment exits. May call `readInto`, `pause`,
   * `close`.
   *
   * idl: Stream.filled
   */
  void (*filled)(pipe_stream_t *stream, uint64_t length);

  /*
   * The outcome of `write`.
   *
   * Not when the environment exits. May call `tryWrite`, `write`, `close`.
   *
   * idl: Stream.write
   */
  void (*write)(pipe_stream_t *stream, int err);

  /*
   * The outcome of `end`.
   *
   * Not when the environment exits. May call `close`.
   *
   * idl: Stream.end
   */
  void (*end)(pipe_stream_t *stream, int err);

  /*
   * The descriptor is closed.
   *
   * The final callback, exactly once for each object, also when the environment exits.
   *
   * idl: Stream.close
   */
  void (*close)(pipe_stream_t *stream);
} pipe_stream_callbacks_t;

/*
 * What the glue does when a listener calls back, on the loop's thread and never from inside an
 * operation. An `err` is 0 or libuv's negative code. idl: Listener
 */
typedef struct {
  /*
   * A client waits to be accepted, before this returns, or accepting has failed.
   *
   * Not after closing has been asked for, or the environment exits. May call `accept`, `close`.
   *
   * idl: Listener.connection
   */
  void (*connection)(pipe_listener_t *listener, int err);

  /*
   * The socket is closed.
   *
   * The final callback, exactly once for each object, also when the environment exits.
   *
   * idl: Listener.close
   */
  void (*close)(pipe_listener_t *listener);
} pipe_listener_callbacks_t;

typedef struct {
  pipe_stream_callbacks_t stream;
  pipe_listener_callbacks_t listener;
} pipe_callbacks_t;

/* ---------------------------------------------------------------- environment */

/*
 * Makes an environment on `loop`. `callbacks` is copied; `data` is the caller's, and is what
 * pipe_env_data returns. Returns 0, or libuv's negative code.
 */
int
pipe_env_create(uv_loop_t *loop, const pipe_callbacks_t *callbacks, void *data, pipe_env_t **result);

/*
 * Closes everything that lives in `env`. From here on only the final callback of each object runs,
 * and at the end `destroyed`, always from the loop and never from inside this call, when nothing of
 * the environment is left on it and `env` is gone. Retained objects outlive it until they are
 * released.
 */
void
pipe_env_destroy(pipe_env_t *env, void (*destroyed)(void *data));

/* The `data` of pipe_env_create. */
void *
pipe_env_data(const pipe_env_t *env);

/*
 * Has what callbacks bring come in memory of the caller's, where the runtime can do that. `locate` tells
 * where it is, and is asked anew before each use; of no length when there is none. The memory stays
 * the caller's, and is borrowed until the callback returns. For objects that are made from here on.
 * Where much is read, glibc is made to keep what is freed (mallopt(3), M_TRIM_THRESHOLD), for good.
 */
void
pipe_env_read_into(pipe_env_t *env, uv_buf_t (*locate)(void *data), void *data);

/*
 * Has `polled` run with the environment's data, once, when this turn of the loop has polled, or when the next
 * one begins where this one has done so already: for glue that gathers what is told of many objects. Once
 * only, also when it is asked for again before that.
 */
void
pipe_env_await_turn(pipe_env_t *env, void (*polled)(void *data));

/*
 * The live libuv handle of this loop that begins at `address`, or NULL: found by identity, among
 * the environment's own and the loop's handles, never by what its bytes claim. `len` is how many
 * bytes the caller can vouch for at `address`.
 */
uv_handle_t *
pipe_env_handle(pipe_env_t *env, const void *address, size_t len);

/* ---------------------------------------------------------------- Stream */

/* The stream that `id` names, or NULL if that one is gone, or was never of this environment. */
pipe_stream_t *
pipe_stream_from_id(pipe_env_t *env, pipe_id_t id);

pipe_id_t
pipe_stream_id(const pipe_stream_t *stream);

/* The environment, for as long as the stream is open. */
pipe_env_t *
pipe_stream_env(const pipe_stream_t *stream);

/* The `data` that the stream was made with: the glue's own record of it. */
void *
pipe_stream_data(const pipe_stream_t *stream);

/*
 * The `uv_pipe_t` of the stream. Its memory belongs to the stream; hold that with
 * pipe_stream_retain for as long as the address is used.
 */
uv_pipe_t *
pipe_stream_storage(pipe_stream_t *stream);

/* Keeps the stream's memory. Any thread. */
void
pipe_stream_retain(pipe_stream_t *stream);

/* Lets the stream's memory go; the last one frees it, once it is closed. Any thread. */
void
pipe_stream_release(pipe_stream_t *stream);

/*
 * A stream with no descriptor yet.
 *
 * `data` is the caller's. Returns 0 with `result` set, or libuv's negative code.
 *
 * idl: Stream.init
 */
int
pipe_stream_init(pipe_env_t *env, void *data, bool ipc, uint32_t read_buffer_size, pipe_stream_t **result);

/*
 * Adopts `fd`, whatever its kind. On failure it still belongs to the caller.
 *
 * `fd` belongs to the runtime once this has succeeded, and to the caller otherwise. Returns 0 with
 * `result` set, of OpenStatus, or libuv's negative code.
 *
 * idl: Stream.open
 */
int
pipe_stream_open(pipe_stream_t *stream, int32_t fd, uint32_t *result);

/*
 * Connects to the socket at `path`; a full backlog is retried for at most a second.
 *
 * `path` is copied. Returns 0, or libuv's negative code. One at a time: another one before the
 * callback is UV_EBUSY. Completes with the `connect` callback.
 *
 * idl: Stream.connect
 */
int
pipe_stream_connect(pipe_stream_t *stream, const char *path, size_t path_len);

/*
 * Moves the handle that is being announced into `target`. UV_EAGAIN when none is. A target that is
 * refused loses nothing, another one can be tried: UV_EINVAL is one that is closing or not of this
 * loop, UV_EPROTOTYPE one of another type, UV_EBUSY one that is in use.
 *
 * `target` is borrowed until this returns. Returns 0, or libuv's negative code.
 *
 * idl: Stream.accept
 */
int
pipe_stream_accept(pipe_stream_t *stream, uv_handle_t *target);

/*
 * Who the peer of a Unix domain socket is. UV_ENOTCONN before there is one, UV_ENOTSOCK over what
 * is no socket, UV_ENOTSUP over a socket of another kind.
 *
 * Returns 0 with the results set, or libuv's negative code.
 *
 * idl: Stream.credentials
 */
int
pipe_stream_credentials(pipe_stream_t *stream, int32_t *pid, uint32_t *uid, uint32_t *gid);

/*
 * Has what is read from here on put into `memory`, and told as `filled`. Where that is gone when it
 * is needed, nothing is read, and UV_ENOBUFS told as `read`.
 *
 * `memory` is copied, but the memory that it leads to is lent, until the next call or the final
 * callback. Returns 0, or libuv's negative code.
 *
 * idl: Stream.readInto
 */
int
pipe_stream_read_into(pipe_stream_t *stream, const pipe_loan_t *memory);

/*
 * Has what is read from here on written to `target` at once, and not told. What `target` does not
 * take is told as `read`, and is the last for which this holds: so is what comes while something
 * else is being written there. UV_EINVAL for a stream over which handles arrive, or that reads into
 * memory it was lent, and for a `target` of another loop.
 *
 * `target` is borrowed until this returns. Returns 0, or libuv's negative code.
 *
 * idl: Stream.forward
 */
int
pipe_stream_forward(pipe_stream_t *stream, pipe_stream_t *target);

/*
 * What is read from here on is told.
 *
 * idl: Stream.stopForwarding
 */
void
pipe_stream_stop_forwarding(pipe_stream_t *stream);

/*
 * How many bytes `forward` has brought from here elsewhere, and from elsewhere here.
 *
 * Returns 0 with the results set, or libuv's negative code.
 *
 * idl: Stream.forwarded
 */
int
pipe_stream_forwarded(pipe_stream_t *stream, uint64_t *read, uint64_t *written);

/*
 * Starts reading; idempotent.
 *
 * Returns 0, or libuv's negative code. Callbacks that may come from here on: `read`, `filled`,
 * `handle`.
 *
 * idl: Stream.resume
 */
int
pipe_stream_resume(pipe_stream_t *stream);

/*
 * Stops reading; idempotent. What the kernel holds stays there. From inside `handle`, what came
 * with that handle is still told.
 *
 * Callbacks that come no more from here on: `read`, `filled`, `handle`.
 *
 * idl: Stream.pause
 */
void
pipe_stream_pause(pipe_stream_t *stream);

/*
 * Sends what the kernel takes at once, and tells how many bytes that were. `handle` travels with
 * the first of them.
 *
 * `chunks` is borrowed until this returns. `handle` is borrowed until this returns. Returns 0 with
 * `result` set, or libuv's negative code.
 *
 * idl: Stream.tryWrite
 */
int
pipe_stream_try_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len, uv_handle_t *handle, uint64_t *result);

/*
 * Sends all of it, with as many turns of the loop as that takes.
 *
 * The memory of `chunks` stays in place until the `write` callback; the array itself is borrowed
 * until this returns. `handle` is borrowed until this returns. Returns 0, or libuv's negative code.
 * One at a time: another one before the callback is UV_EBUSY. Completes with the `write` callback.
 *
 * idl: Stream.write
 */
int
pipe_stream_write(pipe_stream_t *stream, const uv_buf_t chunks[], size_t chunks_len, uv_handle_t *handle);

/*
 * Shuts the write half down at once. False where that has to wait: something is being written.
 *
 * Returns 0 with `result` set, or libuv's negative code.
 *
 * idl: Stream.tryEnd
 */
int
pipe_stream_try_end(pipe_stream_t *stream, bool *result);

/*
 * Shuts the write half down after everything that is being written.
 *
 * Returns 0, or libuv's negative code. One at a time: another one before the callback is UV_EBUSY.
 * Completes with the `end` callback.
 *
 * idl: Stream.end
 */
int
pipe_stream_end(pipe_stream_t *stream);

/*
 * Ends everything that is under way; `close` follows, and nothing else.
 *
 * Completes with the `close` callback.
 *
 * idl: Stream.close
 */
void
pipe_stream_close(pipe_stream_t *stream);

/* idl: Stream.ref */
void
pipe_stream_ref(pipe_stream_t *stream);

/* idl: Stream.unref */
void
pipe_stream_unref(pipe_stream_t *stream);

/*
 * Two descriptors, non-blocking and close-on-exec: what is written to `write` comes out of `read`.
 *
 * `read` belongs to the caller. `write` belongs to the caller. Returns 0 with the results set, or
 * libuv's negative code.
 *
 * idl: Stream.pipe
 */
int
pipe_stream_pipe(int32_t *read, int32_t *write);

/*
 * Two connected two-way descriptors, non-blocking and close-on-exec.
 *
 * `a` belongs to the caller. `b` belongs to the caller. Returns 0 with the results set, or libuv's
 * negative code.
 *
 * idl: Stream.socketpair
 */
int
pipe_stream_socketpair(int32_t *a, int32_t *b);

/* ---------------------------------------------------------------- Listener */

/* The listener that `id` names, or NULL if that one is gone, or was never of this environment. */
pipe_listener_t *
pipe_listener_from_id(pipe_env_t *env, pipe_id_t id);

pipe_id_t
pipe_listener_id(const pipe_listener_t *listener);

/* The environment, for as long as the listener is open. */
pipe_env_t *
pipe_listener_env(const pipe_listener_t *listener);

/* The `data` that the listener was made with: the glue's own record of it. */
void *
pipe_listener_data(const pipe_listener_t *listener);

/* Keeps the listener's memory. Any thread. */
void
pipe_listener_retain(pipe_listener_t *listener);

/* Lets the listener's memory go; the last one frees it, once it is closed. Any thread. */
void
pipe_listener_release(pipe_listener_t *listener);

/*
 * A listener that is not bound yet.
 *
 * `data` is the caller's. Returns 0 with `result` set, or libuv's negative code.
 *
 * idl: Listener.init
 */
int
pipe_listener_init(pipe_env_t *env, void *data, pipe_listener_t **result);

/*
 * Binds to `path` and listens. Closing removes the file that this has made, and no other. UV_EINVAL
 * for an `access` that cannot be, and for any in the abstract namespace, which knows no
 * permissions. Nobody is announced whom `access` keeps out.
 *
 * `path` is copied. Returns 0, or libuv's negative code. Callbacks that may come from here on:
 * `connection`.
 *
 * idl: Listener.listen
 */
int
pipe_listener_listen(pipe_listener_t *listener, const char *path, size_t path_len, uint32_t backlog, uint32_t access);

/*
 * Moves the connection that is being announced into `stream`.
 *
 * `stream` is borrowed until this returns. Returns 0, or libuv's negative code.
 *
 * idl: Listener.accept
 */
int
pipe_listener_accept(pipe_listener_t *listener, pipe_stream_t *stream);

/*
 * Stops accepting; `close` follows, and nothing else.
 *
 * Completes with the `close` callback.
 *
 * idl: Listener.close
 */
void
pipe_listener_close(pipe_listener_t *listener);

/* idl: Listener.ref */
void
pipe_listener_ref(pipe_listener_t *listener);

/* idl: Listener.unref */
void
pipe_listener_unref(pipe_listener_t *listener);

#ifdef __cplusplus
}
#endif

#endif
