/*
 * The glue for Node.js: what JavaScript calls is converted and handed to the runtime, what the runtime
 * calls back is converted and handed to JavaScript. It decides nothing.
 *
 * Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.
 */
#include "pipe.h"

#include "../../runtime/engine/node.h"
#include "../../runtime/engine/node_calls.h"
#include "../../runtime/engine/node_chunks.h"
#include "../../runtime/engine/node_handles.h"
#include "../../runtime/engine/node_inbox.h"
#include "../../runtime/engine/node_loans.h"
#include "../../runtime/engine/node_objects.h"

_Static_assert(UV_NAMED_PIPE == 7, "UV_NAMED_PIPE is 7 in JavaScript");
_Static_assert(UV_TCP == 12, "UV_TCP is 12 in JavaScript");
_Static_assert(UV_UDP == 15, "UV_UDP is 15 in JavaScript");

/* What one JavaScript environment has of the module. Freed when that has been torn down. */
typedef struct {
  napi_env env;
  pipe_env_t *runtime;
  napi_async_cleanup_hook_handle teardown;
  inbox_t *inbox;
  node_objects_t objects;
  node_vessel_t vessel;
  bool exiting;
  /* The kind of the handle that is on offer. */
  uv_handle_type announced;

  struct {
    napi_ref connect;
    napi_ref handle;
    napi_ref read;
    napi_ref filled;
    napi_ref write;
    napi_ref end;
    napi_ref close;
  } stream;

  struct {
    napi_ref connection;
    napi_ref close;
  } listener;
} glue_t;

/* What JavaScript has of one stream. Freed by the last callback. */
typedef struct {
  glue_t *glue;
  uint32_t object;
  napi_async_context context;
  napi_async_context connect_context;
  napi_async_context end_context;
  napi_async_context write_context;
  node_pins_t write;
  napi_ref read_into;
} stream_record_t;

/* What JavaScript has of one listener. Freed by the last callback. */
typedef struct {
  glue_t *glue;
  uint32_t object;
  napi_async_context context;
} listener_record_t;

/* The stream that `value` names, or NULL if there is none any more. */
static pipe_stream_t *
find_stream(glue_t *glue, napi_value value) {
  if (glue->exiting) return NULL;

  return pipe_stream_from_id(glue->runtime, node_get_id(glue->env, value));
}

/* The same. False, with UV_EBADF thrown, if there is none any more. */
static bool
get_stream(glue_t *glue, napi_value value, pipe_stream_t **result) {
  *result = find_stream(glue, value);

  if (*result == NULL) node_throw_uv_error(glue->env, UV_EBADF);

  return *result != NULL;
}

/* The listener that `value` names, or NULL if there is none any more. */
static pipe_listener_t *
find_listener(glue_t *glue, napi_value value) {
  if (glue->exiting) return NULL;

  return pipe_listener_from_id(glue->runtime, node_get_id(glue->env, value));
}

/* The same. False, with UV_EBADF thrown, if there is none any more. */
static bool
get_listener(glue_t *glue, napi_value value, pipe_listener_t **result) {
  *result = find_listener(glue, value);

  if (*result == NULL) node_throw_uv_error(glue->env, UV_EBADF);

  return *result != NULL;
}

/* The live handle behind an ArrayBuffer. False, with UV_EINVAL thrown, if it is none of this loop. */
static bool
get_uv_handle(glue_t *glue, napi_value value, uv_handle_t **result) {
  void *data;
  size_t len;

  *result = NULL;

  if (node_get_arraybuffer(glue->env, value, &data, &len)) {
    *result = pipe_env_handle(glue->runtime, data, len);
  }

  if (*result == NULL) node_throw_uv_error(glue->env, UV_EINVAL);

  return *result != NULL;
}

/* ---------------------------------------------------------------- Stream, down */

/* Where the memory is, until JavaScript runs again; of no length where it is gone. */
static uv_buf_t
locate_stream_read_into(void *data) {
  stream_record_t *record = data;

  return node_locate_bytes(record->glue->env, record->read_into);
}

/* idl: Stream.init */
static napi_value
call_stream_init(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[3];
  if (!node_get_arguments(env, info, argv, 3, (void **) &glue)) return NULL;

  if (glue->exiting) return node_throw_uv_error(env, UV_ECANCELED);

  bool ipc;
  if (!node_get_bool(env, argv[1], &ipc)) return NULL;

  uint32_t read_buffer_size;
  if (!node_get_uint32(env, argv[2], &read_buffer_size)) return NULL;

  stream_record_t *record = calloc(1, sizeof(stream_record_t));
  if (record == NULL) return node_throw_uv_error(env, UV_ENOMEM);

  record->glue = glue;

  pipe_stream_t *self;
  int err = pipe_stream_init(glue->runtime, record, ipc, read_buffer_size, &self);

  if (err < 0) {
    free(record);
    return node_throw_uv_error(env, err);
  }

  record->object = node_keep_object(env, &glue->objects, argv[0]);

  if (record->object == OBJECTS_NONE) {
    pipe_stream_close(self);
    return NULL;
  }

  record->context = node_enter_context(env, argv[0], "bare-pipe.Stream");

  napi_value value;
  napi_create_int64(env, (int64_t) pipe_stream_id(self), &value);

  return value;
}

/* idl: Stream.open */
static napi_value
call_stream_open(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[2];
  if (!node_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int32_t fd;
  if (!node_get_int32(env, argv[1], &fd)) return NULL;

  uint32_t result;
  int err = pipe_stream_open(self, fd, &result);
  if (err < 0) return node_throw_uv_error(env, err);

  napi_value value;
  napi_create_uint32(env, result, &value);

  return value;
}

/* idl: Stream.connect */
static napi_value
call_stream_connect(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[2];
  if (!node_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  node_string_t path;
  if (!node_get_string(env, argv[1], &path)) return NULL;

  int err = pipe_stream_connect(self, path.data, path.len);
  node_release_string(&path);
  if (err < 0) return node_throw_uv_error(env, err);
  stream_record_t *record = pipe_stream_data(self);
  record->connect_context = node_enter_context(env, NULL, "bare-pipe.Stream.connect");

  return NULL;
}

/* idl: Stream.accept */
static napi_value
call_stream_accept(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[2];
  if (!node_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uv_handle_t *target;
  if (!get_uv_handle(glue, argv[1], &target)) return NULL;

  int err = pipe_stream_accept(self, target);
  if (err < 0) return node_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.credentials */
static napi_value
call_stream_credentials(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int32_t pid;
  uint32_t uid;
  uint32_t gid;
  int err = pipe_stream_credentials(self, &pid, &uid, &gid);
  if (err < 0) return node_throw_uv_error(env, err);

  napi_value values[3];
  napi_create_int32(env, pid, &values[0]);
  napi_create_uint32(env, uid, &values[1]);
  napi_create_uint32(env, gid, &values[2]);

  return node_create_array(env, values, 3);
}

/* idl: Stream.readInto */
static napi_value
call_stream_read_into(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[2];
  if (!node_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  napi_ref memory;
  if (!node_lend_bytes(env, argv[1], &memory)) return NULL;

  stream_record_t *record = pipe_stream_data(self);
  const pipe_loan_t loan = {locate_stream_read_into, record};

  int err = pipe_stream_read_into(self, &loan);

  if (err < 0) {
    node_end_loan(env, &memory);
    return node_throw_uv_error(env, err);
  }

  node_end_loan(env, &record->read_into);
  record->read_into = memory;

  return NULL;
}

/* idl: Stream.forward */
static napi_value
call_stream_forward(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[2];
  if (!node_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  pipe_stream_t *target;
  if (!get_stream(glue, argv[1], &target)) return NULL;

  int err = pipe_stream_forward(self, target);
  if (err < 0) return node_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.stopForwarding */
static napi_value
call_stream_stop_forwarding(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_stop_forwarding(self);

  return NULL;
}

/* idl: Stream.forwarded */
static napi_value
call_stream_forwarded(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uint64_t read;
  uint64_t written;
  int err = pipe_stream_forwarded(self, &read, &written);
  if (err < 0) return node_throw_uv_error(env, err);

  napi_value values[2];
  napi_create_int64(env, (int64_t) read, &values[0]);
  napi_create_int64(env, (int64_t) written, &values[1]);

  return node_create_array(env, values, 2);
}

/* idl: Stream.resume */
static napi_value
call_stream_resume(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int err = pipe_stream_resume(self);
  if (err < 0) return node_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.pause */
static napi_value
call_stream_pause(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_pause(self);

  return NULL;
}

/* idl: Stream.tryWrite */
static napi_value
call_stream_try_write(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[3];
  if (!node_get_arguments(env, info, argv, 3, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uv_handle_t *handle = NULL;
  if (!(node_is(env, argv[2], napi_null) || get_uv_handle(glue, argv[2], &handle))) return NULL;

  node_chunks_t chunks;
  if (!node_get_chunks(env, argv[1], &chunks)) return NULL;

  uint64_t result;
  int err = pipe_stream_try_write(self, chunks.data, chunks.len, handle, &result);
  node_release_chunks(&chunks);
  if (err < 0) return node_throw_uv_error(env, err);

  napi_value value;
  napi_create_int64(env, (int64_t) result, &value);

  return value;
}

/* So many bytes of the outbox. Returns libuv's negative code where it fails. idl: Stream.tryWrite */
static int64_t
send_stream_try_write_posted(glue_t *glue, uint64_t id, uint32_t len) {
  if (glue->exiting) return UV_EBADF;

  pipe_stream_t *self = pipe_stream_from_id(glue->runtime, id);
  if (self == NULL) return UV_EBADF;
  if (len > OUTBOX_SIZE) return UV_EINVAL;

  const uv_buf_t chunk = uv_buf_init((char *) glue->inbox->outgoing, len);
  uint64_t result;
  int err = pipe_stream_try_write(self, &chunk, 1, NULL, &result);

  return err < 0 ? err : (int64_t) result;
}

static napi_value
call_stream_try_write_posted(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[2];
  if (!node_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  uint32_t len;
  if (!node_get_uint32(env, argv[1], &len)) return NULL;

  int64_t sent = send_stream_try_write_posted(glue, node_get_id(env, argv[0]), len);

  napi_value value;
  napi_create_int64(env, sent, &value);

  return value;
}

/* idl: Stream.write */
static napi_value
call_stream_write(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[3];
  if (!node_get_arguments(env, info, argv, 3, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uv_handle_t *handle = NULL;
  if (!(node_is(env, argv[2], napi_null) || get_uv_handle(glue, argv[2], &handle))) return NULL;

  node_chunks_t chunks;
  if (!node_get_chunks(env, argv[1], &chunks)) return NULL;

  node_pins_t pins;

  if (!node_pin_chunks(env, &chunks, &pins)) {
    node_release_chunks(&chunks);
    return NULL;
  }

  int err = pipe_stream_write(self, chunks.data, chunks.len, handle);
  node_release_chunks(&chunks);

  if (err < 0) {
    node_unpin_chunks(&pins);
    return node_throw_uv_error(env, err);
  }

  stream_record_t *record = pipe_stream_data(self);
  record->write = pins;
  record->write_context = node_enter_context(env, NULL, "bare-pipe.Stream.write");

  return NULL;
}

/* idl: Stream.tryEnd */
static napi_value
call_stream_try_end(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  bool result;
  int err = pipe_stream_try_end(self, &result);
  if (err < 0) return node_throw_uv_error(env, err);

  napi_value value;
  napi_get_boolean(env, result, &value);

  return value;
}

/* idl: Stream.end */
static napi_value
call_stream_end(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int err = pipe_stream_end(self);
  if (err < 0) return node_throw_uv_error(env, err);
  stream_record_t *record = pipe_stream_data(self);
  record->end_context = node_enter_context(env, NULL, "bare-pipe.Stream.end");

  return NULL;
}

/* idl: Stream.close */
static napi_value
call_stream_close(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_close(self);

  return NULL;
}

/* idl: Stream.ref */
static napi_value
call_stream_ref(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_ref(self);

  return NULL;
}

/* idl: Stream.unref */
static napi_value
call_stream_unref(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_unref(self);

  return NULL;
}

/* idl: Stream.pipe */
static napi_value
call_stream_pipe(napi_env env, napi_callback_info info) {
  (void) info;

  int32_t read;
  int32_t write;
  int err = pipe_stream_pipe(&read, &write);
  if (err < 0) return node_throw_uv_error(env, err);

  napi_value values[2];
  napi_create_int32(env, read, &values[0]);
  napi_create_int32(env, write, &values[1]);

  napi_value result = node_create_array(env, values, 2);
  if (result != NULL) return result;

  node_close_descriptor(read);
  node_close_descriptor(write);

  return NULL;
}

/* idl: Stream.socketpair */
static napi_value
call_stream_socketpair(napi_env env, napi_callback_info info) {
  (void) info;

  int32_t a;
  int32_t b;
  int err = pipe_stream_socketpair(&a, &b);
  if (err < 0) return node_throw_uv_error(env, err);

  napi_value values[2];
  napi_create_int32(env, a, &values[0]);
  napi_create_int32(env, b, &values[1]);

  napi_value result = node_create_array(env, values, 2);
  if (result != NULL) return result;

  node_close_descriptor(a);
  node_close_descriptor(b);

  return NULL;
}

static void
on_stream_storage_release(napi_env env, void *data, void *stream) {
  (void) env;
  (void) data;

  pipe_stream_release(stream);
}

/*
 * The memory of the `uv_pipe_t`, which the ArrayBuffer keeps but does not own. Where
 * the handle is gone already, memory of that size in which there is none.
 */
static napi_value
call_stream_storage(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  napi_value value;
  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return node_create_zeroes(env, sizeof(uv_pipe_t));

  void *storage = pipe_stream_storage(self);
  pipe_stream_retain(self);

  if (napi_create_external_arraybuffer(env, storage, sizeof(uv_pipe_t), on_stream_storage_release, self, &value) != napi_ok) {
    pipe_stream_release(self);
    return NULL;
  }

  return value;
}

/* The bytes of a Uint8Array, safe from the program, for chunks that wait for their turn to be pinned. */
static napi_value
call_stream_hold(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  return node_hold_bytes(env, argv[0]);
}

/* The memory from which bytes can be posted. */
static napi_value
call_stream_outbox(napi_env env, napi_callback_info info) {
  glue_t *glue;
  if (!node_get_arguments(env, info, NULL, 0, (void **) &glue)) return NULL;
  if (glue->exiting) return node_throw_uv_error(env, UV_ECANCELED);

  return node_open_outbox(env, glue->inbox);
}

/* The error that a negative code stands for. */
static napi_value
call_stream_failure(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  int32_t code;
  if (!node_get_int32(env, argv[0], &code)) return NULL;

  return node_create_uv_error(env, code);
}

/* The memory in which few bytes arrive. */
static napi_value
call_stream_inbox(napi_env env, napi_callback_info info) {
  glue_t *glue;
  if (!node_get_arguments(env, info, NULL, 0, (void **) &glue)) return NULL;
  if (glue->exiting) return node_throw_uv_error(env, UV_ECANCELED);

  return node_open_inbox(env, glue->inbox);
}

/* ---------------------------------------------------------------- Stream, up */

/* The functions that are called back. */
static napi_value
call_stream_callbacks(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  if (!node_get_callback(env, argv[0], "connect", &glue->stream.connect)) return NULL;
  if (!node_get_callback(env, argv[0], "handle", &glue->stream.handle)) return NULL;
  if (!node_get_callback(env, argv[0], "read", &glue->stream.read)) return NULL;
  if (!node_get_callback(env, argv[0], "filled", &glue->stream.filled)) return NULL;
  if (!node_get_callback(env, argv[0], "write", &glue->stream.write)) return NULL;
  if (!node_get_callback(env, argv[0], "end", &glue->stream.end)) return NULL;
  if (!node_get_callback(env, argv[0], "close", &glue->stream.close)) return NULL;

  return NULL;
}

/* idl: Stream.connect */
static void
on_stream_connect(pipe_stream_t *stream, int err) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  napi_async_context context = record->connect_context;
  record->connect_context = NULL;

  napi_value argv[1];
  argv[0] = node_create_outcome(env, err);

  node_call(env, context, glue->inbox, record->object, glue->stream.connect, 1, argv);
  node_leave_context(env, &context);

  napi_close_handle_scope(env, scope);
}

/* idl: Stream.handle */
static void
on_stream_handle(pipe_stream_t *stream, pipe_handle_type_t type) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  napi_async_context context = record->context;

  glue->announced = (uv_handle_type) type;
  glue->inbox->told.numbers[0] = (double) type;
  node_call(env, context, glue->inbox, record->object, glue->stream.handle, 0, NULL);
  glue->announced = UV_UNKNOWN_HANDLE;

  napi_close_handle_scope(env, scope);
}

/* idl: Stream.read */
static void
on_stream_read(pipe_stream_t *stream, int err, const pipe_bytes_t *chunk) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  napi_async_context context = record->context;

  napi_value argv[2];
  argv[0] = chunk == NULL ? NULL
                          : node_bring_bytes(env, glue->inbox, &glue->vessel, chunk->data, chunk->len,
                                             chunk->release);
  argv[1] = node_create_outcome(env, err);

  if (chunk != NULL && argv[0] == NULL) argv[1] = node_take_failure(env);

  node_call(env, context, glue->inbox, record->object, glue->stream.read, 2, argv);

  napi_close_handle_scope(env, scope);
}

/* idl: Stream.filled */
static void
on_stream_filled(pipe_stream_t *stream, uint64_t length) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  napi_async_context context = record->context;

  glue->inbox->told.numbers[0] = (double) length;
  node_call(env, context, glue->inbox, record->object, glue->stream.filled, 0, NULL);

  napi_close_handle_scope(env, scope);
}

/* idl: Stream.write */
static void
on_stream_write(pipe_stream_t *stream, int err) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  node_unpin_chunks(&record->write);

  napi_async_context context = record->write_context;
  record->write_context = NULL;

  napi_value argv[1];
  argv[0] = node_create_outcome(env, err);

  node_call(env, context, glue->inbox, record->object, glue->stream.write, 1, argv);
  node_leave_context(env, &context);

  napi_close_handle_scope(env, scope);
}

/* idl: Stream.end */
static void
on_stream_end(pipe_stream_t *stream, int err) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  napi_async_context context = record->end_context;
  record->end_context = NULL;

  napi_value argv[1];
  argv[0] = node_create_outcome(env, err);

  node_call(env, context, glue->inbox, record->object, glue->stream.end, 1, argv);
  node_leave_context(env, &context);

  napi_close_handle_scope(env, scope);
}

/* idl: Stream.close */
static void
on_stream_close(pipe_stream_t *stream) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  node_unpin_chunks(&record->write);
  node_end_loan(env, &record->read_into);
  node_leave_context(env, &record->connect_context);
  node_leave_context(env, &record->end_context);
  node_leave_context(env, &record->write_context);

  uint32_t object = record->object;
  napi_async_context context = record->context;
  free(record);

  if (object != OBJECTS_NONE && !glue->exiting) node_call(env, context, glue->inbox, object, glue->stream.close, 0, NULL);
  objects_release(&glue->objects.numbers, object);
  node_leave_context(env, &context);

  napi_close_handle_scope(env, scope);
}

/* ---------------------------------------------------------------- Listener, down */

/* idl: Listener.init */
static napi_value
call_listener_init(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  if (glue->exiting) return node_throw_uv_error(env, UV_ECANCELED);

  listener_record_t *record = calloc(1, sizeof(listener_record_t));
  if (record == NULL) return node_throw_uv_error(env, UV_ENOMEM);

  record->glue = glue;

  pipe_listener_t *self;
  int err = pipe_listener_init(glue->runtime, record, &self);

  if (err < 0) {
    free(record);
    return node_throw_uv_error(env, err);
  }

  record->object = node_keep_object(env, &glue->objects, argv[0]);

  if (record->object == OBJECTS_NONE) {
    pipe_listener_close(self);
    return NULL;
  }

  record->context = node_enter_context(env, argv[0], "bare-pipe.Listener");

  napi_value value;
  napi_create_int64(env, (int64_t) pipe_listener_id(self), &value);

  return value;
}

/* idl: Listener.listen */
static napi_value
call_listener_listen(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[4];
  if (!node_get_arguments(env, info, argv, 4, (void **) &glue)) return NULL;

  pipe_listener_t *self;
  if (!get_listener(glue, argv[0], &self)) return NULL;

  uint32_t backlog;
  if (!node_get_uint32(env, argv[2], &backlog)) return NULL;

  uint32_t access;
  if (!node_get_uint32(env, argv[3], &access)) return NULL;

  node_string_t path;
  if (!node_get_string(env, argv[1], &path)) return NULL;

  int err = pipe_listener_listen(self, path.data, path.len, backlog, access);
  node_release_string(&path);
  if (err < 0) return node_throw_uv_error(env, err);

  return NULL;
}

/* idl: Listener.accept */
static napi_value
call_listener_accept(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[2];
  if (!node_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_listener_t *self;
  if (!get_listener(glue, argv[0], &self)) return NULL;

  pipe_stream_t *stream;
  if (!get_stream(glue, argv[1], &stream)) return NULL;

  int err = pipe_listener_accept(self, stream);
  if (err < 0) return node_throw_uv_error(env, err);

  return NULL;
}

/* idl: Listener.close */
static napi_value
call_listener_close(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_listener_t *self = find_listener(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_listener_close(self);

  return NULL;
}

/* idl: Listener.ref */
static napi_value
call_listener_ref(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_listener_t *self = find_listener(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_listener_ref(self);

  return NULL;
}

/* idl: Listener.unref */
static napi_value
call_listener_unref(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_listener_t *self = find_listener(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_listener_unref(self);

  return NULL;
}

/* ---------------------------------------------------------------- Listener, up */

/* The functions that are called back. */
static napi_value
call_listener_callbacks(napi_env env, napi_callback_info info) {
  glue_t *glue;
  napi_value argv[1];
  if (!node_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  if (!node_get_callback(env, argv[0], "connection", &glue->listener.connection)) return NULL;
  if (!node_get_callback(env, argv[0], "close", &glue->listener.close)) return NULL;

  return NULL;
}

/* idl: Listener.connection */
static void
on_listener_connection(pipe_listener_t *listener, int err) {
  listener_record_t *record = pipe_listener_data(listener);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  napi_async_context context = record->context;

  napi_value argv[1];
  argv[0] = node_create_outcome(env, err);

  node_call(env, context, glue->inbox, record->object, glue->listener.connection, 1, argv);

  napi_close_handle_scope(env, scope);
}

/* idl: Listener.close */
static void
on_listener_close(pipe_listener_t *listener) {
  listener_record_t *record = pipe_listener_data(listener);
  glue_t *glue = record->glue;
  napi_env env = glue->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);

  uint32_t object = record->object;
  napi_async_context context = record->context;
  free(record);

  if (object != OBJECTS_NONE && !glue->exiting) node_call(env, context, glue->inbox, object, glue->listener.close, 0, NULL);
  objects_release(&glue->objects.numbers, object);
  node_leave_context(env, &context);

  napi_close_handle_scope(env, scope);
}

/* ---------------------------------------------------------------- sockets of Node.js */

/* The kind of the handle that a callback is telling of. */
static napi_value
call_announced_handle(napi_env env, napi_callback_info info) {
  glue_t *glue;
  if (!node_get_arguments(env, info, NULL, 0, (void **) &glue)) return NULL;

  napi_value value;
  napi_create_uint32(env, (uint32_t) glue->announced, &value);

  return value;
}

/* ---------------------------------------------------------------- environment */

/* Nothing of the module is left on the loop: the environment may go on to end. */
static void
on_destroyed(void *data) {
  glue_t *glue = data;
  napi_async_cleanup_hook_handle teardown = glue->teardown;

  objects_destroy(&glue->objects.numbers);
  inbox_release(glue->inbox);
  free(glue);
  napi_remove_async_cleanup_hook(teardown);
}

static void
on_teardown(napi_async_cleanup_hook_handle teardown, void *data) {
  (void) teardown;

  glue_t *glue = data;
  glue->exiting = true;

  node_release_reference(glue->env, glue->stream.connect);
  node_release_reference(glue->env, glue->stream.handle);
  node_release_reference(glue->env, glue->stream.read);
  node_release_reference(glue->env, glue->stream.filled);
  node_release_reference(glue->env, glue->stream.write);
  node_release_reference(glue->env, glue->stream.end);
  node_release_reference(glue->env, glue->stream.close);
  node_release_reference(glue->env, glue->listener.connection);
  node_release_reference(glue->env, glue->listener.close);
  node_release_reference(glue->env, glue->objects.table);

  node_vessel_end(glue->env, &glue->vessel);

  pipe_env_destroy(glue->runtime, on_destroyed);
}

static uv_buf_t
locate_vessel(void *data) {
  glue_t *glue = data;

  return node_vessel_locate(glue->env, &glue->vessel);
}

/* The memory in which a call says whom it is for, and tells numbers. */
static napi_value
call_told(napi_env env, napi_callback_info info) {
  glue_t *glue;
  if (!node_get_arguments(env, info, NULL, 0, (void **) &glue)) return NULL;
  if (glue->exiting) return node_throw_uv_error(env, UV_ECANCELED);

  return node_open_told(env, glue->inbox);
}

static const pipe_callbacks_t callbacks = {
  .stream = {
    .connect = on_stream_connect,
    .handle = on_stream_handle,
    .read = on_stream_read,
    .filled = on_stream_filled,
    .write = on_stream_write,
    .end = on_stream_end,
    .close = on_stream_close,
  },
  .listener = {
    .connection = on_listener_connection,
    .close = on_listener_close,
  },
};

static napi_value
pipe_exports(napi_env env, napi_value exports) {
  if (!node_check_uv(env)) return NULL;

  uv_loop_t *loop;
  if (napi_get_uv_event_loop(env, &loop) != napi_ok) return NULL;

  glue_t *glue = calloc(1, sizeof(glue_t));
  if (glue == NULL) return node_throw_uv_error(env, UV_ENOMEM);

  glue->env = env;
  glue->inbox = inbox_create();

  int err = glue->inbox == NULL ? UV_ENOMEM : pipe_env_create(loop, &callbacks, glue, &glue->runtime);

  if (err < 0) {
    inbox_release(glue->inbox);
    free(glue);
    return node_throw_uv_error(env, err);
  }

  if (napi_add_async_cleanup_hook(env, on_teardown, glue, &glue->teardown) != napi_ok) {
    inbox_release(glue->inbox);
    pipe_env_destroy(glue->runtime, free);
    return NULL;
  }

  pipe_env_read_into(glue->runtime, locate_vessel, glue);

  if (!node_open_objects(env, exports, &glue->objects)) return NULL;

  const node_function_t functions[] = {
    {"told", call_told},
    {"streamInit", call_stream_init},
    {"streamOpen", call_stream_open},
    {"streamConnect", call_stream_connect},
    {"streamAccept", call_stream_accept},
    {"streamCredentials", call_stream_credentials},
    {"streamReadInto", call_stream_read_into},
    {"streamForward", call_stream_forward},
    {"streamStopForwarding", call_stream_stop_forwarding},
    {"streamForwarded", call_stream_forwarded},
    {"streamResume", call_stream_resume},
    {"streamPause", call_stream_pause},
    {"streamTryWrite", call_stream_try_write},
    {"streamWrite", call_stream_write},
    {"streamTryEnd", call_stream_try_end},
    {"streamEnd", call_stream_end},
    {"streamClose", call_stream_close},
    {"streamRef", call_stream_ref},
    {"streamUnref", call_stream_unref},
    {"streamPipe", call_stream_pipe},
    {"streamSocketpair", call_stream_socketpair},
    {"streamStorage", call_stream_storage},
    {"streamHold", call_stream_hold},
    {"streamInbox", call_stream_inbox},
    {"streamOutbox", call_stream_outbox},
    {"streamFailure", call_stream_failure},
    {"streamCallbacks", call_stream_callbacks},
    {"streamTryWritePosted", call_stream_try_write_posted},
    {"listenerInit", call_listener_init},
    {"listenerListen", call_listener_listen},
    {"listenerAccept", call_listener_accept},
    {"listenerClose", call_listener_close},
    {"listenerRef", call_listener_ref},
    {"listenerUnref", call_listener_unref},
    {"listenerCallbacks", call_listener_callbacks},
    {"announcedHandle", call_announced_handle},
    {"vacantHandle", node_vacant_handle},
    {"duplicateHandle", node_duplicate_handle},
    {"takeDescriptor", node_take_descriptor},
    {"discardHandle", node_discard_handle},
  };

  if (!node_export_functions(env, exports, functions, sizeof(functions) / sizeof(functions[0]), glue)) return NULL;

  return exports;
}

NAPI_MODULE_INIT() {
  return pipe_exports(env, exports);
}
