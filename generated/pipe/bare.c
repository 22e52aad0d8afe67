/*
 * The glue for Bare: what JavaScript calls is converted and handed to the runtime, what the runtime
 * calls back is converted and handed to JavaScript. It decides nothing.
 *
 * Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.
 */
#include "pipe.h"

#include <bare.h>

#include "../../runtime/engine/bare.h"
#include "../../runtime/engine/bare_calls.h"
#include "../../runtime/engine/bare_chunks.h"
#include "../../runtime/engine/bare_gathering.h"
#include "../../runtime/engine/bare_inbox.h"
#include "../../runtime/engine/bare_loans.h"
#include "../../runtime/engine/bare_objects.h"

_Static_assert(UV_NAMED_PIPE == 7, "UV_NAMED_PIPE is 7 in JavaScript");
_Static_assert(UV_TCP == 12, "UV_TCP is 12 in JavaScript");
_Static_assert(UV_UDP == 15, "UV_UDP is 15 in JavaScript");

/* What one JavaScript environment has of the module. Freed when nothing can lead to it any more. */
typedef struct {
  js_env_t *env;
  pipe_env_t *runtime;
  js_deferred_teardown_t *teardown;
  /* Keeps this memory until the teardown, whether or not JavaScript can still lead to it. */
  js_ref_t *state;
  inbox_t *inbox;
  bare_objects_t objects;
  bare_gathering_t gathering;
  bool exiting;

  struct {
    js_ref_t *connect;
    js_ref_t *handle;
    js_ref_t *read;
    js_ref_t *read_gathered;
    js_ref_t *filled;
    js_ref_t *write;
    js_ref_t *end;
    js_ref_t *close;
  } stream;

  struct {
    js_ref_t *connection;
    js_ref_t *close;
  } listener;
} glue_t;

/* What JavaScript has of one stream. Freed by the last callback. */
typedef struct {
  glue_t *glue;
  uint32_t object;
  bare_pins_t write;
  js_ref_t *read_into;
  /* Closing has begun, maybe by what was told first when a callback was on its way. */
  bool closing;
} stream_record_t;

/* What JavaScript has of one listener. Freed by the last callback. */
typedef struct {
  glue_t *glue;
  uint32_t object;
  /* Closing has begun, maybe by what was told first when a callback was on its way. */
  bool closing;
} listener_record_t;

/* The stream that `value` names, or NULL if there is none any more. */
static pipe_stream_t *
find_stream(glue_t *glue, js_value_t *value) {
  if (glue->exiting) return NULL;

  return pipe_stream_from_id(glue->runtime, bare_get_id(glue->env, value));
}

/* The same. False, with UV_EBADF thrown, if there is none any more. */
static bool
get_stream(glue_t *glue, js_value_t *value, pipe_stream_t **result) {
  *result = find_stream(glue, value);

  if (*result == NULL) bare_throw_uv_error(glue->env, UV_EBADF);

  return *result != NULL;
}

/* The listener that `value` names, or NULL if there is none any more. */
static pipe_listener_t *
find_listener(glue_t *glue, js_value_t *value) {
  if (glue->exiting) return NULL;

  return pipe_listener_from_id(glue->runtime, bare_get_id(glue->env, value));
}

/* The same. False, with UV_EBADF thrown, if there is none any more. */
static bool
get_listener(glue_t *glue, js_value_t *value, pipe_listener_t **result) {
  *result = find_listener(glue, value);

  if (*result == NULL) bare_throw_uv_error(glue->env, UV_EBADF);

  return *result != NULL;
}

/* The live handle behind an ArrayBuffer. False, with UV_EINVAL thrown, if it is none of this loop. */
static bool
get_uv_handle(glue_t *glue, js_value_t *value, uv_handle_t **result) {
  void *data;
  size_t len;

  *result = NULL;

  if (bare_get_arraybuffer(glue->env, value, &data, &len)) {
    *result = pipe_env_handle(glue->runtime, data, len);
  }

  if (*result == NULL) bare_throw_uv_error(glue->env, UV_EINVAL);

  return *result != NULL;
}

/* Tells what has been gathered. `data` is the glue_t. */
static void
tell_gathered(void *data) {
  glue_t *glue = data;

  bare_tell_gathered(glue->env, &glue->gathering);
}

/* ---------------------------------------------------------------- Stream, down */

/* Where the memory is, until JavaScript runs again; of no length where it is gone. */
static uv_buf_t
locate_stream_read_into(void *data) {
  stream_record_t *record = data;

  return bare_locate_bytes(record->glue->env, record->read_into);
}

/* idl: Stream.init */
static js_value_t *
call_stream_init(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[3];
  if (!bare_get_arguments(env, info, argv, 3, (void **) &glue)) return NULL;

  if (glue->exiting) return bare_throw_uv_error(env, UV_ECANCELED);

  bool ipc;
  if (!bare_get_bool(env, argv[1], &ipc)) return NULL;

  uint32_t read_buffer_size;
  if (!bare_get_uint32(env, argv[2], &read_buffer_size)) return NULL;

  stream_record_t *record = calloc(1, sizeof(stream_record_t));
  if (record == NULL) return bare_throw_uv_error(env, UV_ENOMEM);

  record->glue = glue;

  pipe_stream_t *self;
  int err = pipe_stream_init(glue->runtime, record, ipc, read_buffer_size, &self);

  if (err < 0) {
    free(record);
    return bare_throw_uv_error(env, err);
  }

  record->object = bare_keep_object(env, &glue->objects, argv[0]);

  if (record->object == OBJECTS_NONE) {
    pipe_stream_close(self);
    return NULL;
  }

  js_value_t *value;
  js_create_int64(env, (int64_t) pipe_stream_id(self), &value);

  return value;
}

/* idl: Stream.open */
static js_value_t *
call_stream_open(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[2];
  if (!bare_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int32_t fd;
  if (!bare_get_int32(env, argv[1], &fd)) return NULL;

  uint32_t result;
  int err = pipe_stream_open(self, fd, &result);
  if (err < 0) return bare_throw_uv_error(env, err);

  js_value_t *value;
  js_create_uint32(env, result, &value);

  return value;
}

/* idl: Stream.connect */
static js_value_t *
call_stream_connect(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[2];
  if (!bare_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  bare_string_t path;
  if (!bare_get_string(env, argv[1], &path)) return NULL;

  int err = pipe_stream_connect(self, path.data, path.len);
  bare_release_string(&path);
  if (err < 0) return bare_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.accept */
static js_value_t *
call_stream_accept(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[2];
  if (!bare_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uv_handle_t *target;
  if (!get_uv_handle(glue, argv[1], &target)) return NULL;

  int err = pipe_stream_accept(self, target);
  if (err < 0) return bare_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.credentials */
static js_value_t *
call_stream_credentials(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int32_t pid;
  uint32_t uid;
  uint32_t gid;
  int err = pipe_stream_credentials(self, &pid, &uid, &gid);
  if (err < 0) return bare_throw_uv_error(env, err);

  js_value_t *values[3];
  js_create_int32(env, pid, &values[0]);
  js_create_uint32(env, uid, &values[1]);
  js_create_uint32(env, gid, &values[2]);

  return bare_create_array(env, values, 3);
}

/* idl: Stream.readInto */
static js_value_t *
call_stream_read_into(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[2];
  if (!bare_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  js_ref_t *memory;
  if (!bare_lend_bytes(env, argv[1], &memory)) return NULL;

  stream_record_t *record = pipe_stream_data(self);
  const pipe_loan_t loan = {locate_stream_read_into, record};

  int err = pipe_stream_read_into(self, &loan);

  if (err < 0) {
    bare_end_loan(env, &memory);
    return bare_throw_uv_error(env, err);
  }

  bare_end_loan(env, &record->read_into);
  record->read_into = memory;

  return NULL;
}

/* idl: Stream.forward */
static js_value_t *
call_stream_forward(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[2];
  if (!bare_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  pipe_stream_t *target;
  if (!get_stream(glue, argv[1], &target)) return NULL;

  int err = pipe_stream_forward(self, target);
  if (err < 0) return bare_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.stopForwarding */
static js_value_t *
call_stream_stop_forwarding(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_stop_forwarding(self);

  return NULL;
}

/* idl: Stream.forwarded */
static js_value_t *
call_stream_forwarded(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uint64_t read;
  uint64_t written;
  int err = pipe_stream_forwarded(self, &read, &written);
  if (err < 0) return bare_throw_uv_error(env, err);

  js_value_t *values[2];
  js_create_int64(env, (int64_t) read, &values[0]);
  js_create_int64(env, (int64_t) written, &values[1]);

  return bare_create_array(env, values, 2);
}

/* idl: Stream.resume */
static js_value_t *
call_stream_resume(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int err = pipe_stream_resume(self);
  if (err < 0) return bare_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.pause */
static js_value_t *
call_stream_pause(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_pause(self);

  return NULL;
}

/* idl: Stream.tryWrite */
static js_value_t *
call_stream_try_write(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[3];
  if (!bare_get_arguments(env, info, argv, 3, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uv_handle_t *handle = NULL;
  if (!(bare_is_null(env, argv[2]) || get_uv_handle(glue, argv[2], &handle))) return NULL;

  bare_chunks_t chunks;
  if (!bare_get_chunks(env, argv[1], &chunks)) return NULL;

  uint64_t result;
  int err = pipe_stream_try_write(self, chunks.data, chunks.len, handle, &result);
  bare_release_chunks(&chunks);
  if (err < 0) return bare_throw_uv_error(env, err);

  js_value_t *value;
  js_create_int64(env, (int64_t) result, &value);

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

static js_value_t *
call_stream_try_write_posted(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[2];
  if (!bare_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  uint32_t len;
  if (!bare_get_uint32(env, argv[1], &len)) return NULL;

  int64_t sent = send_stream_try_write_posted(glue, bare_get_id(env, argv[0]), len);

  js_value_t *value;
  js_create_int64(env, sent, &value);

  return value;
}

/* The same as a typed call: of numbers alone, from compiled JavaScript. */
static double
typed_stream_try_write_posted(js_value_t *receiver, double id, uint32_t len, js_typed_callback_info_t *info) {
  (void) receiver;

  void *glue = NULL;
  js_get_typed_callback_info(info, NULL, &glue);

  return (double) send_stream_try_write_posted(glue, bare_id_of(id), len);
}

/* idl: Stream.write */
static js_value_t *
call_stream_write(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[3];
  if (!bare_get_arguments(env, info, argv, 3, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  uv_handle_t *handle = NULL;
  if (!(bare_is_null(env, argv[2]) || get_uv_handle(glue, argv[2], &handle))) return NULL;

  bare_chunks_t chunks;
  if (!bare_get_chunks(env, argv[1], &chunks)) return NULL;

  bare_pins_t pins;

  if (!bare_pin_chunks(env, &chunks, &pins)) {
    bare_release_chunks(&chunks);
    return NULL;
  }

  int err = pipe_stream_write(self, chunks.data, chunks.len, handle);
  bare_release_chunks(&chunks);

  if (err < 0) {
    bare_unpin_chunks(env, &pins);
    return bare_throw_uv_error(env, err);
  }

  stream_record_t *record = pipe_stream_data(self);
  record->write = pins;

  return NULL;
}

/* idl: Stream.tryEnd */
static js_value_t *
call_stream_try_end(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  bool result;
  int err = pipe_stream_try_end(self, &result);
  if (err < 0) return bare_throw_uv_error(env, err);

  js_value_t *value;
  js_get_boolean(env, result, &value);

  return value;
}

/* idl: Stream.end */
static js_value_t *
call_stream_end(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self;
  if (!get_stream(glue, argv[0], &self)) return NULL;

  int err = pipe_stream_end(self);
  if (err < 0) return bare_throw_uv_error(env, err);

  return NULL;
}

/* idl: Stream.close */
static js_value_t *
call_stream_close(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  stream_record_t *record = pipe_stream_data(self);
  record->closing = true;

  pipe_stream_close(self);

  return NULL;
}

/* idl: Stream.ref */
static js_value_t *
call_stream_ref(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_ref(self);

  return NULL;
}

/* idl: Stream.unref */
static js_value_t *
call_stream_unref(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_stream_unref(self);

  return NULL;
}

/* idl: Stream.pipe */
static js_value_t *
call_stream_pipe(js_env_t *env, js_callback_info_t *info) {
  (void) info;

  int32_t read;
  int32_t write;
  int err = pipe_stream_pipe(&read, &write);
  if (err < 0) return bare_throw_uv_error(env, err);

  js_value_t *values[2];
  js_create_int32(env, read, &values[0]);
  js_create_int32(env, write, &values[1]);

  js_value_t *result = bare_create_array(env, values, 2);
  if (result != NULL) return result;

  bare_close_descriptor(read);
  bare_close_descriptor(write);

  return NULL;
}

/* idl: Stream.socketpair */
static js_value_t *
call_stream_socketpair(js_env_t *env, js_callback_info_t *info) {
  (void) info;

  int32_t a;
  int32_t b;
  int err = pipe_stream_socketpair(&a, &b);
  if (err < 0) return bare_throw_uv_error(env, err);

  js_value_t *values[2];
  js_create_int32(env, a, &values[0]);
  js_create_int32(env, b, &values[1]);

  js_value_t *result = bare_create_array(env, values, 2);
  if (result != NULL) return result;

  bare_close_descriptor(a);
  bare_close_descriptor(b);

  return NULL;
}

static void
on_stream_storage_release(js_env_t *env, void *data, void *stream) {
  (void) env;
  (void) data;

  pipe_stream_release(stream);
}

/*
 * The memory of the `uv_pipe_t`, which the ArrayBuffer keeps but does not own. Where
 * the handle is gone already, memory of that size in which there is none.
 */
static js_value_t *
call_stream_storage(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  js_value_t *value;
  pipe_stream_t *self = find_stream(glue, argv[0]);
  if (self == NULL) return bare_create_zeroes(env, sizeof(uv_pipe_t));

  void *storage = pipe_stream_storage(self);
  pipe_stream_retain(self);

  if (js_create_external_arraybuffer(env, storage, sizeof(uv_pipe_t), on_stream_storage_release, self, &value) < 0) {
    pipe_stream_release(self);
    return NULL;
  }

  return value;
}

/* The bytes of a Uint8Array, safe from the program, for chunks that wait for their turn to be pinned. */
static js_value_t *
call_stream_hold(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  return bare_hold_bytes(env, argv[0]);
}

/* The memory from which bytes can be posted. */
static js_value_t *
call_stream_outbox(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  if (!bare_get_arguments(env, info, NULL, 0, (void **) &glue)) return NULL;
  if (glue->exiting) return bare_throw_uv_error(env, UV_ECANCELED);

  return bare_open_outbox(env, glue->inbox);
}

/* The error that a negative code stands for. */
static js_value_t *
call_stream_failure(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  int32_t code;
  if (!bare_get_int32(env, argv[0], &code)) return NULL;

  return bare_create_uv_error(env, code);
}

/* The memory in which few bytes arrive. */
static js_value_t *
call_stream_inbox(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  if (!bare_get_arguments(env, info, NULL, 0, (void **) &glue)) return NULL;
  if (glue->exiting) return bare_throw_uv_error(env, UV_ECANCELED);

  return bare_open_inbox(env, glue->inbox);
}

/* ---------------------------------------------------------------- Stream, up */

/* The functions that are called back. */
static js_value_t *
call_stream_callbacks(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  if (!bare_get_callback(env, argv[0], "connect", &glue->stream.connect)) return NULL;
  if (!bare_get_callback(env, argv[0], "handle", &glue->stream.handle)) return NULL;
  if (!bare_get_callback(env, argv[0], "read", &glue->stream.read)) return NULL;
  if (!bare_get_callback(env, argv[0], "read_gathered", &glue->stream.read_gathered)) return NULL;
  if (!bare_get_callback(env, argv[0], "filled", &glue->stream.filled)) return NULL;
  if (!bare_get_callback(env, argv[0], "write", &glue->stream.write)) return NULL;
  if (!bare_get_callback(env, argv[0], "end", &glue->stream.end)) return NULL;
  if (!bare_get_callback(env, argv[0], "close", &glue->stream.close)) return NULL;

  return NULL;
}

/* idl: Stream.connect */
static void
on_stream_connect(pipe_stream_t *stream, int err) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);
  if (record->closing) return;

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  js_value_t *argv[1];
  argv[0] = bare_create_outcome(env, err);

  bare_call(env, glue->inbox, record->object, glue->stream.connect, 1, argv);

  js_close_handle_scope(env, scope);
}

/* idl: Stream.handle */
static void
on_stream_handle(pipe_stream_t *stream, pipe_handle_type_t type) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);
  if (record->closing) return;

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  glue->inbox->told.numbers[0] = (double) type;
  bare_call(env, glue->inbox, record->object, glue->stream.handle, 0, NULL);

  js_close_handle_scope(env, scope);
}

/* idl: Stream.read */
static void
on_stream_read(pipe_stream_t *stream, int err, const pipe_bytes_t *chunk) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  if (err == 0 && chunk != NULL && bare_gathers(chunk->len, chunk->release)) {
    bare_gather(env, &glue->gathering, glue->stream.read_gathered, record->object, chunk->data, chunk->len);
    pipe_env_await_turn(glue->runtime, tell_gathered);
    return;
  }

  tell_gathered(glue);

  if (record->closing) {
    if (chunk != NULL && chunk->release != NULL) chunk->release(chunk->data);
    return;
  }

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  js_value_t *argv[2];
  argv[0] = chunk == NULL ? NULL
                          : bare_bring_bytes(env, glue->inbox, chunk->data, chunk->len, chunk->release);
  argv[1] = bare_create_outcome(env, err);

  if (chunk != NULL && argv[0] == NULL) argv[1] = bare_take_failure(env);

  bare_call(env, glue->inbox, record->object, glue->stream.read, 2, argv);

  js_close_handle_scope(env, scope);
}

/* idl: Stream.filled */
static void
on_stream_filled(pipe_stream_t *stream, uint64_t length) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);
  if (record->closing) return;

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  glue->inbox->told.numbers[0] = (double) length;
  bare_call(env, glue->inbox, record->object, glue->stream.filled, 0, NULL);

  js_close_handle_scope(env, scope);
}

/* idl: Stream.write */
static void
on_stream_write(pipe_stream_t *stream, int err) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  bare_unpin_chunks(env, &record->write);

  js_value_t *argv[1];
  argv[0] = bare_create_outcome(env, err);

  bare_call(env, glue->inbox, record->object, glue->stream.write, 1, argv);

  js_close_handle_scope(env, scope);
}

/* idl: Stream.end */
static void
on_stream_end(pipe_stream_t *stream, int err) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  js_value_t *argv[1];
  argv[0] = bare_create_outcome(env, err);

  bare_call(env, glue->inbox, record->object, glue->stream.end, 1, argv);

  js_close_handle_scope(env, scope);
}

/* idl: Stream.close */
static void
on_stream_close(pipe_stream_t *stream) {
  stream_record_t *record = pipe_stream_data(stream);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  bare_unpin_chunks(env, &record->write);

  bare_end_loan(env, &record->read_into);

  uint32_t object = record->object;
  free(record);

  if (object != OBJECTS_NONE && !glue->exiting) bare_call(env, glue->inbox, object, glue->stream.close, 0, NULL);
  objects_release(&glue->objects.numbers, object);

  js_close_handle_scope(env, scope);
}

/* ---------------------------------------------------------------- Listener, down */

/* idl: Listener.init */
static js_value_t *
call_listener_init(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  if (glue->exiting) return bare_throw_uv_error(env, UV_ECANCELED);

  listener_record_t *record = calloc(1, sizeof(listener_record_t));
  if (record == NULL) return bare_throw_uv_error(env, UV_ENOMEM);

  record->glue = glue;

  pipe_listener_t *self;
  int err = pipe_listener_init(glue->runtime, record, &self);

  if (err < 0) {
    free(record);
    return bare_throw_uv_error(env, err);
  }

  record->object = bare_keep_object(env, &glue->objects, argv[0]);

  if (record->object == OBJECTS_NONE) {
    pipe_listener_close(self);
    return NULL;
  }

  js_value_t *value;
  js_create_int64(env, (int64_t) pipe_listener_id(self), &value);

  return value;
}

/* idl: Listener.listen */
static js_value_t *
call_listener_listen(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[4];
  if (!bare_get_arguments(env, info, argv, 4, (void **) &glue)) return NULL;

  pipe_listener_t *self;
  if (!get_listener(glue, argv[0], &self)) return NULL;

  uint32_t backlog;
  if (!bare_get_uint32(env, argv[2], &backlog)) return NULL;

  uint32_t access;
  if (!bare_get_uint32(env, argv[3], &access)) return NULL;

  bare_string_t path;
  if (!bare_get_string(env, argv[1], &path)) return NULL;

  int err = pipe_listener_listen(self, path.data, path.len, backlog, access);
  bare_release_string(&path);
  if (err < 0) return bare_throw_uv_error(env, err);

  return NULL;
}

/* idl: Listener.accept */
static js_value_t *
call_listener_accept(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[2];
  if (!bare_get_arguments(env, info, argv, 2, (void **) &glue)) return NULL;

  pipe_listener_t *self;
  if (!get_listener(glue, argv[0], &self)) return NULL;

  pipe_stream_t *stream;
  if (!get_stream(glue, argv[1], &stream)) return NULL;

  int err = pipe_listener_accept(self, stream);
  if (err < 0) return bare_throw_uv_error(env, err);

  return NULL;
}

/* idl: Listener.close */
static js_value_t *
call_listener_close(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_listener_t *self = find_listener(glue, argv[0]);
  if (self == NULL) return NULL;
  listener_record_t *record = pipe_listener_data(self);
  record->closing = true;

  pipe_listener_close(self);

  return NULL;
}

/* idl: Listener.ref */
static js_value_t *
call_listener_ref(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_listener_t *self = find_listener(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_listener_ref(self);

  return NULL;
}

/* idl: Listener.unref */
static js_value_t *
call_listener_unref(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  pipe_listener_t *self = find_listener(glue, argv[0]);
  if (self == NULL) return NULL;
  pipe_listener_unref(self);

  return NULL;
}

/* ---------------------------------------------------------------- Listener, up */

/* The functions that are called back. */
static js_value_t *
call_listener_callbacks(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  js_value_t *argv[1];
  if (!bare_get_arguments(env, info, argv, 1, (void **) &glue)) return NULL;

  if (!bare_get_callback(env, argv[0], "connection", &glue->listener.connection)) return NULL;
  if (!bare_get_callback(env, argv[0], "close", &glue->listener.close)) return NULL;

  return NULL;
}

/* idl: Listener.connection */
static void
on_listener_connection(pipe_listener_t *listener, int err) {
  listener_record_t *record = pipe_listener_data(listener);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);
  if (record->closing) return;

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  js_value_t *argv[1];
  argv[0] = bare_create_outcome(env, err);

  bare_call(env, glue->inbox, record->object, glue->listener.connection, 1, argv);

  js_close_handle_scope(env, scope);
}

/* idl: Listener.close */
static void
on_listener_close(pipe_listener_t *listener) {
  listener_record_t *record = pipe_listener_data(listener);
  glue_t *glue = record->glue;
  js_env_t *env = glue->env;

  tell_gathered(glue);

  js_handle_scope_t *scope;
  js_open_handle_scope(env, &scope);

  uint32_t object = record->object;
  free(record);

  if (object != OBJECTS_NONE && !glue->exiting) bare_call(env, glue->inbox, object, glue->listener.close, 0, NULL);
  objects_release(&glue->objects.numbers, object);

  js_close_handle_scope(env, scope);
}

/* ---------------------------------------------------------------- environment */

/* Nothing of the module is left on the loop: the environment may go on to end. */
static void
on_destroyed(void *data) {
  glue_t *glue = data;
  js_deferred_teardown_t *teardown = glue->teardown;

  objects_destroy(&glue->objects.numbers);
  inbox_release(glue->inbox);
  js_delete_reference(glue->env, glue->state);
  js_finish_deferred_teardown_callback(teardown);
}

static void
on_teardown(js_deferred_teardown_t *teardown, void *data) {
  (void) teardown;

  glue_t *glue = data;
  glue->exiting = true;
  bare_forget_gathered(&glue->gathering);

  bare_release_reference(glue->env, glue->stream.connect);
  bare_release_reference(glue->env, glue->stream.handle);
  bare_release_reference(glue->env, glue->stream.read);
  bare_release_reference(glue->env, glue->stream.read_gathered);
  bare_release_reference(glue->env, glue->stream.filled);
  bare_release_reference(glue->env, glue->stream.write);
  bare_release_reference(glue->env, glue->stream.end);
  bare_release_reference(glue->env, glue->stream.close);
  bare_release_reference(glue->env, glue->listener.connection);
  bare_release_reference(glue->env, glue->listener.close);
  bare_release_reference(glue->env, glue->objects.table);

  pipe_env_destroy(glue->runtime, on_destroyed);
}

/* The memory in which a call says whom it is for, and tells numbers. */
static js_value_t *
call_told(js_env_t *env, js_callback_info_t *info) {
  glue_t *glue;
  if (!bare_get_arguments(env, info, NULL, 0, (void **) &glue)) return NULL;
  if (glue->exiting) return bare_throw_uv_error(env, UV_ECANCELED);

  return bare_open_told(env, glue->inbox);
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

static js_value_t *
pipe_exports(js_env_t *env, js_value_t *exports) {
  uv_loop_t *loop;
  if (js_get_env_loop(env, &loop) < 0) return NULL;

  glue_t *glue = calloc(1, sizeof(glue_t));
  if (glue == NULL) return bare_throw_uv_error(env, UV_ENOMEM);

  js_value_t *state = bare_create_state(env, glue, sizeof(glue_t));
  if (state == NULL) return NULL;
  if (js_create_reference(env, state, 1, &glue->state) < 0) return NULL;

  glue->env = env;
  glue->inbox = inbox_create();
  glue->gathering.inbox = glue->inbox;

  int err = glue->inbox == NULL ? UV_ENOMEM : pipe_env_create(loop, &callbacks, glue, &glue->runtime);

  if (err < 0) {
    inbox_release(glue->inbox);
    js_delete_reference(env, glue->state);
    return bare_throw_uv_error(env, err);
  }

  if (js_add_deferred_teardown_callback(env, on_teardown, glue, &glue->teardown) < 0) {
    pipe_env_destroy(glue->runtime, NULL);
    inbox_release(glue->inbox);
    js_delete_reference(env, glue->state);
    return NULL;
  }

  if (!bare_open_objects(env, exports, &glue->objects)) return NULL;

  const bare_function_t functions[] = {
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
  };

  if (!bare_export_functions(env, exports, functions, sizeof(functions) / sizeof(functions[0]), glue, state)) return NULL;

  const bare_typed_function_t typed[] = {
    {"streamTryWritePosted", call_stream_try_write_posted, typed_stream_try_write_posted},
  };

  if (!bare_export_typed_functions(env, exports, typed, sizeof(typed) / sizeof(typed[0]), glue, state)) return NULL;

  return exports;
}

BARE_MODULE(bare_pipe, pipe_exports)
