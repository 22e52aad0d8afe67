/*
 * The C boundary as data.
 *
 * Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.
 */
#include "boundary.h"

#include "pipe.h"

static const int64_t pipe_handle_type_members[] = {
  PIPE_HANDLE_TYPE_NAMED_PIPE,
  PIPE_HANDLE_TYPE_TCP,
  PIPE_HANDLE_TYPE_UDP,
};

/* ---------------------------------------------------------------- Stream */

static const boundary_param_t stream_init_params[] = {
  {.name = "ipc", .kind = BOUNDARY_BOOLEAN, .low = INT64_C(0), .high = UINT64_C(1)},
  {.name = "read_buffer_size", .kind = BOUNDARY_U32, .low = INT64_C(1), .high = UINT64_C(2147483647)},
};

/* idl: Stream.init */
static int
make_stream(void *env, void *data, const boundary_value_t args[], void **result) {
  pipe_stream_t *made = NULL;
  int err = pipe_stream_init(env, data, args[0].boolean, args[1].u32, &made);
  *result = made;
  return err;
}

static const boundary_param_t stream_open_params[] = {
  {.name = "fd", .kind = BOUNDARY_I32, .ownership = BOUNDARY_OWN_ON_SUCCESS, .resource = true, .low = INT64_C(0), .high = UINT64_C(2147483647)},
};

static const boundary_param_t stream_open_results[] = {
  {.name = "result", .kind = BOUNDARY_U32, .low = INT64_C(0), .high = UINT64_C(4294967295)},
};

/* idl: Stream.open */
static int
call_stream_open(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  uint32_t result_ = 0;
  int err = pipe_stream_open((pipe_stream_t *) object, args[0].i32, &result_);
  results[0] = (boundary_value_t){.u32 = result_};
  return err;
}

static const boundary_param_t stream_connect_params[] = {
  {.name = "path", .kind = BOUNDARY_STRING, .ownership = BOUNDARY_COPY, .low = INT64_C(0), .high = UINT64_C(4096)},
};

/* idl: Stream.connect */
static int
call_stream_connect(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) results;
  int err = pipe_stream_connect((pipe_stream_t *) object, args[0].string.data, args[0].string.len);
  return err;
}

static const boundary_param_t stream_accept_params[] = {
  {.name = "target", .kind = BOUNDARY_HANDLE, .ownership = BOUNDARY_BORROW},
};

/* idl: Stream.accept */
static int
call_stream_accept(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) results;
  int err = pipe_stream_accept((pipe_stream_t *) object, args[0].handle);
  return err;
}

static const boundary_param_t stream_credentials_results[] = {
  {.name = "pid", .kind = BOUNDARY_I32, .low = (-INT64_C(2147483647) - 1), .high = UINT64_C(2147483647)},
  {.name = "uid", .kind = BOUNDARY_U32, .low = INT64_C(0), .high = UINT64_C(4294967295)},
  {.name = "gid", .kind = BOUNDARY_U32, .low = INT64_C(0), .high = UINT64_C(4294967295)},
};

/* idl: Stream.credentials */
static int
call_stream_credentials(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  int32_t pid_ = 0;
  uint32_t uid_ = 0;
  uint32_t gid_ = 0;
  int err = pipe_stream_credentials((pipe_stream_t *) object, &pid_, &uid_, &gid_);
  results[0] = (boundary_value_t){.i32 = pid_};
  results[1] = (boundary_value_t){.u32 = uid_};
  results[2] = (boundary_value_t){.u32 = gid_};
  return err;
}

static const boundary_param_t stream_read_into_params[] = {
  {.name = "memory", .kind = BOUNDARY_CHUNK, .ownership = BOUNDARY_LEND},
};

/* idl: Stream.readInto */
static int
call_stream_read_into(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) results;
  int err = pipe_stream_read_into((pipe_stream_t *) object, &(const pipe_loan_t){args[0].loan.locate, args[0].loan.data});
  return err;
}

static const boundary_param_t stream_forward_params[] = {
  {.name = "target", .kind = BOUNDARY_OBJECT, .ownership = BOUNDARY_BORROW, .native = 0},
};

/* idl: Stream.forward */
static int
call_stream_forward(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) results;
  int err = pipe_stream_forward((pipe_stream_t *) object, args[0].object);
  return err;
}

/* idl: Stream.stopForwarding */
static int
call_stream_stop_forwarding(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_stream_stop_forwarding((pipe_stream_t *) object);
  return 0;
}

static const boundary_param_t stream_forwarded_results[] = {
  {.name = "read", .kind = BOUNDARY_U64, .low = INT64_C(0), .high = UINT64_C(18446744073709551615)},
  {.name = "written", .kind = BOUNDARY_U64, .low = INT64_C(0), .high = UINT64_C(18446744073709551615)},
};

/* idl: Stream.forwarded */
static int
call_stream_forwarded(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  uint64_t read_ = 0;
  uint64_t written_ = 0;
  int err = pipe_stream_forwarded((pipe_stream_t *) object, &read_, &written_);
  results[0] = (boundary_value_t){.u64 = read_};
  results[1] = (boundary_value_t){.u64 = written_};
  return err;
}

/* idl: Stream.resume */
static int
call_stream_resume(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  int err = pipe_stream_resume((pipe_stream_t *) object);
  return err;
}

/* idl: Stream.pause */
static int
call_stream_pause(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_stream_pause((pipe_stream_t *) object);
  return 0;
}

static const boundary_param_t stream_try_write_params[] = {
  {.name = "chunks", .kind = BOUNDARY_CHUNKS, .ownership = BOUNDARY_BORROW},
  {.name = "handle", .kind = BOUNDARY_HANDLE, .ownership = BOUNDARY_BORROW, .nullable = true},
};

static const boundary_param_t stream_try_write_results[] = {
  {.name = "result", .kind = BOUNDARY_U64, .low = INT64_C(0), .high = UINT64_C(18446744073709551615)},
};

/* idl: Stream.tryWrite */
static int
call_stream_try_write(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  uint64_t result_ = 0;
  int err = pipe_stream_try_write((pipe_stream_t *) object, args[0].chunks.all, args[0].chunks.len, args[1].handle, &result_);
  results[0] = (boundary_value_t){.u64 = result_};
  return err;
}

static const boundary_param_t stream_write_params[] = {
  {.name = "chunks", .kind = BOUNDARY_CHUNKS, .ownership = BOUNDARY_PIN_UNTIL, .until = 4},
  {.name = "handle", .kind = BOUNDARY_HANDLE, .ownership = BOUNDARY_BORROW, .nullable = true},
};

/* idl: Stream.write */
static int
call_stream_write(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) results;
  int err = pipe_stream_write((pipe_stream_t *) object, args[0].chunks.all, args[0].chunks.len, args[1].handle);
  return err;
}

static const boundary_param_t stream_try_end_results[] = {
  {.name = "result", .kind = BOUNDARY_BOOLEAN, .low = INT64_C(0), .high = UINT64_C(1)},
};

/* idl: Stream.tryEnd */
static int
call_stream_try_end(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  bool result_ = 0;
  int err = pipe_stream_try_end((pipe_stream_t *) object, &result_);
  results[0] = (boundary_value_t){.boolean = result_};
  return err;
}

/* idl: Stream.end */
static int
call_stream_end(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  int err = pipe_stream_end((pipe_stream_t *) object);
  return err;
}

/* idl: Stream.close */
static int
call_stream_close(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_stream_close((pipe_stream_t *) object);
  return 0;
}

/* idl: Stream.ref */
static int
call_stream_ref(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_stream_ref((pipe_stream_t *) object);
  return 0;
}

/* idl: Stream.unref */
static int
call_stream_unref(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_stream_unref((pipe_stream_t *) object);
  return 0;
}

static const boundary_param_t stream_pipe_results[] = {
  {.name = "read", .kind = BOUNDARY_I32, .ownership = BOUNDARY_OWN, .resource = true, .low = INT64_C(0), .high = UINT64_C(2147483647)},
  {.name = "write", .kind = BOUNDARY_I32, .ownership = BOUNDARY_OWN, .resource = true, .low = INT64_C(0), .high = UINT64_C(2147483647)},
};

/* idl: Stream.pipe */
static int
call_stream_pipe(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) object;
  (void) args;
  int32_t read_ = 0;
  int32_t write_ = 0;
  int err = pipe_stream_pipe(&read_, &write_);
  results[0] = (boundary_value_t){.i32 = read_};
  results[1] = (boundary_value_t){.i32 = write_};
  return err;
}

static const boundary_param_t stream_socketpair_results[] = {
  {.name = "a", .kind = BOUNDARY_I32, .ownership = BOUNDARY_OWN, .resource = true, .low = INT64_C(0), .high = UINT64_C(2147483647)},
  {.name = "b", .kind = BOUNDARY_I32, .ownership = BOUNDARY_OWN, .resource = true, .low = INT64_C(0), .high = UINT64_C(2147483647)},
};

/* idl: Stream.socketpair */
static int
call_stream_socketpair(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) object;
  (void) args;
  int32_t a_ = 0;
  int32_t b_ = 0;
  int err = pipe_stream_socketpair(&a_, &b_);
  results[0] = (boundary_value_t){.i32 = a_};
  results[1] = (boundary_value_t){.i32 = b_};
  return err;
}

static const boundary_op_t stream_ops[] = {
  {
    .name = "Stream.init",
    .makes_self = true,
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_init_params,
    .params_len = 2,
  },
  {
    .name = "Stream.open",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_open_params,
    .params_len = 1,
    .results = stream_open_results,
    .results_len = 1,
    .call = call_stream_open,
  },
  {
    .name = "Stream.connect",
    .throws = true,
    .is_request = true,
    .completes = 0,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_connect_params,
    .params_len = 1,
    .call = call_stream_connect,
  },
  {
    .name = "Stream.accept",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_accept_params,
    .params_len = 1,
    .call = call_stream_accept,
  },
  {
    .name = "Stream.credentials",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .results = stream_credentials_results,
    .results_len = 3,
    .call = call_stream_credentials,
  },
  {
    .name = "Stream.readInto",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_read_into_params,
    .params_len = 1,
    .call = call_stream_read_into,
  },
  {
    .name = "Stream.forward",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_forward_params,
    .params_len = 1,
    .call = call_stream_forward,
  },
  {
    .name = "Stream.stopForwarding",
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_stream_stop_forwarding,
  },
  {
    .name = "Stream.forwarded",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .results = stream_forwarded_results,
    .results_len = 2,
    .call = call_stream_forwarded,
  },
  {
    .name = "Stream.resume",
    .throws = true,
    .completes = -1,
    .starts = 0xe,
    .stops = 0x0,
    .call = call_stream_resume,
  },
  {
    .name = "Stream.pause",
    .completes = -1,
    .starts = 0x0,
    .stops = 0xe,
    .call = call_stream_pause,
  },
  {
    .name = "Stream.tryWrite",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_try_write_params,
    .params_len = 2,
    .results = stream_try_write_results,
    .results_len = 1,
    .call = call_stream_try_write,
  },
  {
    .name = "Stream.write",
    .throws = true,
    .is_request = true,
    .completes = 4,
    .starts = 0x0,
    .stops = 0x0,
    .params = stream_write_params,
    .params_len = 2,
    .call = call_stream_write,
  },
  {
    .name = "Stream.tryEnd",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .results = stream_try_end_results,
    .results_len = 1,
    .call = call_stream_try_end,
  },
  {
    .name = "Stream.end",
    .throws = true,
    .is_request = true,
    .completes = 5,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_stream_end,
  },
  {
    .name = "Stream.close",
    .completes = 6,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_stream_close,
  },
  {
    .name = "Stream.ref",
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_stream_ref,
  },
  {
    .name = "Stream.unref",
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_stream_unref,
  },
  {
    .name = "Stream.pipe",
    .is_static = true,
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .results = stream_pipe_results,
    .results_len = 2,
    .call = call_stream_pipe,
  },
  {
    .name = "Stream.socketpair",
    .is_static = true,
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .results = stream_socketpair_results,
    .results_len = 2,
    .call = call_stream_socketpair,
  },
};

static const boundary_param_t on_stream_connect_params[] = {
  {.name = "err", .kind = BOUNDARY_ERROR, .nullable = true},
};

static const boundary_param_t on_stream_handle_params[] = {
  {.name = "type", .kind = BOUNDARY_ENUM, .members = pipe_handle_type_members, .members_len = 3},
};

static const boundary_param_t on_stream_read_params[] = {
  {.name = "err", .kind = BOUNDARY_ERROR, .nullable = true},
  {.name = "chunk", .kind = BOUNDARY_CHUNK, .ownership = BOUNDARY_OWN_OR_BORROW, .nullable = true},
};

static const boundary_param_t on_stream_filled_params[] = {
  {.name = "length", .kind = BOUNDARY_U64, .low = INT64_C(0), .high = UINT64_C(18446744073709551615)},
};

static const boundary_param_t on_stream_write_params[] = {
  {.name = "err", .kind = BOUNDARY_ERROR, .nullable = true},
};

static const boundary_param_t on_stream_end_params[] = {
  {.name = "err", .kind = BOUNDARY_ERROR, .nullable = true},
};

static const boundary_callback_t stream_callbacks[] = {
  {
    .name = "Stream.connect",
    .deliver = BOUNDARY_DELIVER_OPEN,
    .reenters = 0x8000,
    .params = on_stream_connect_params,
    .params_len = 1,
  },
  {
    .name = "Stream.handle",
    .deliver = BOUNDARY_DELIVER_OPEN,
    .reenters = 0x8408,
    .params = on_stream_handle_params,
    .params_len = 1,
  },
  {
    .name = "Stream.read",
    .deliver = BOUNDARY_DELIVER_OPEN,
    .reenters = 0x8400,
    .params = on_stream_read_params,
    .params_len = 2,
  },
  {
    .name = "Stream.filled",
    .deliver = BOUNDARY_DELIVER_OPEN,
    .reenters = 0x8420,
    .params = on_stream_filled_params,
    .params_len = 1,
  },
  {
    .name = "Stream.write",
    .deliver = BOUNDARY_DELIVER_ALIVE,
    .reenters = 0x9800,
    .params = on_stream_write_params,
    .params_len = 1,
  },
  {
    .name = "Stream.end",
    .deliver = BOUNDARY_DELIVER_ALIVE,
    .reenters = 0x8000,
    .params = on_stream_end_params,
    .params_len = 1,
  },
  {
    .name = "Stream.close",
    .deliver = BOUNDARY_DELIVER_LAST,
    .reenters = 0x0,
  },
};

/* idl: Stream.connect */
static void
on_stream_connect(pipe_stream_t *stream, int err) {
  const boundary_value_t args_[] = {
    {.error = err},
  };
  boundary_observe(&boundary_module.natives[0], 0, stream, args_);
}

/* idl: Stream.handle */
static void
on_stream_handle(pipe_stream_t *stream, pipe_handle_type_t type) {
  const boundary_value_t args_[] = {
    {.number = (int64_t) type},
  };
  boundary_observe(&boundary_module.natives[0], 1, stream, args_);
}

/* idl: Stream.read */
static void
on_stream_read(pipe_stream_t *stream, int err, const pipe_bytes_t *chunk) {
  const boundary_value_t args_[] = {
    {.error = err},
    {.chunk = {chunk != NULL, chunk != NULL ? chunk->data : NULL, chunk != NULL ? chunk->len : 0, chunk != NULL ? chunk->release : NULL}},
  };
  boundary_observe(&boundary_module.natives[0], 2, stream, args_);
}

/* idl: Stream.filled */
static void
on_stream_filled(pipe_stream_t *stream, uint64_t length) {
  const boundary_value_t args_[] = {
    {.u64 = length},
  };
  boundary_observe(&boundary_module.natives[0], 3, stream, args_);
}

/* idl: Stream.write */
static void
on_stream_write(pipe_stream_t *stream, int err) {
  const boundary_value_t args_[] = {
    {.error = err},
  };
  boundary_observe(&boundary_module.natives[0], 4, stream, args_);
}

/* idl: Stream.end */
static void
on_stream_end(pipe_stream_t *stream, int err) {
  const boundary_value_t args_[] = {
    {.error = err},
  };
  boundary_observe(&boundary_module.natives[0], 5, stream, args_);
}

/* idl: Stream.close */
static void
on_stream_close(pipe_stream_t *stream) {
  boundary_observe(&boundary_module.natives[0], 6, stream, NULL);
}

static void *
stream_env(const void *object) {
  return pipe_stream_env(object);
}

static void *
stream_data(const void *object) {
  return pipe_stream_data(object);
}

static uint64_t
stream_id(const void *object) {
  return pipe_stream_id(object);
}

static void *
stream_from_id(void *env, uint64_t id) {
  return pipe_stream_from_id(env, id);
}

static void
stream_retain(void *object) {
  pipe_stream_retain(object);
}

static void
stream_release(void *object) {
  pipe_stream_release(object);
}

static void *
stream_storage(void *object) {
  return pipe_stream_storage(object);
}

/* ---------------------------------------------------------------- Listener */

/* idl: Listener.init */
static int
make_listener(void *env, void *data, const boundary_value_t args[], void **result) {
  (void) args;
  pipe_listener_t *made = NULL;
  int err = pipe_listener_init(env, data, &made);
  *result = made;
  return err;
}

static const boundary_param_t listener_listen_params[] = {
  {.name = "path", .kind = BOUNDARY_STRING, .ownership = BOUNDARY_COPY, .low = INT64_C(1), .high = UINT64_C(4096)},
  {.name = "backlog", .kind = BOUNDARY_U32, .low = INT64_C(0), .high = UINT64_C(2147483647)},
  {.name = "access", .kind = BOUNDARY_U32, .low = INT64_C(0), .high = UINT64_C(4294967295)},
};

/* idl: Listener.listen */
static int
call_listener_listen(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) results;
  int err = pipe_listener_listen((pipe_listener_t *) object, args[0].string.data, args[0].string.len, args[1].u32, args[2].u32);
  return err;
}

static const boundary_param_t listener_accept_params[] = {
  {.name = "stream", .kind = BOUNDARY_OBJECT, .ownership = BOUNDARY_BORROW, .native = 0},
};

/* idl: Listener.accept */
static int
call_listener_accept(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) results;
  int err = pipe_listener_accept((pipe_listener_t *) object, args[0].object);
  return err;
}

/* idl: Listener.close */
static int
call_listener_close(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_listener_close((pipe_listener_t *) object);
  return 0;
}

/* idl: Listener.ref */
static int
call_listener_ref(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_listener_ref((pipe_listener_t *) object);
  return 0;
}

/* idl: Listener.unref */
static int
call_listener_unref(void *object, const boundary_value_t args[], boundary_value_t results[]) {
  (void) args;
  (void) results;
  pipe_listener_unref((pipe_listener_t *) object);
  return 0;
}

static const boundary_op_t listener_ops[] = {
  {
    .name = "Listener.init",
    .makes_self = true,
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
  },
  {
    .name = "Listener.listen",
    .throws = true,
    .completes = -1,
    .starts = 0x1,
    .stops = 0x0,
    .params = listener_listen_params,
    .params_len = 3,
    .call = call_listener_listen,
  },
  {
    .name = "Listener.accept",
    .throws = true,
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .params = listener_accept_params,
    .params_len = 1,
    .call = call_listener_accept,
  },
  {
    .name = "Listener.close",
    .completes = 1,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_listener_close,
  },
  {
    .name = "Listener.ref",
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_listener_ref,
  },
  {
    .name = "Listener.unref",
    .completes = -1,
    .starts = 0x0,
    .stops = 0x0,
    .call = call_listener_unref,
  },
};

static const boundary_param_t on_listener_connection_params[] = {
  {.name = "err", .kind = BOUNDARY_ERROR, .nullable = true},
};

static const boundary_callback_t listener_callbacks[] = {
  {
    .name = "Listener.connection",
    .deliver = BOUNDARY_DELIVER_OPEN,
    .reenters = 0xc,
    .params = on_listener_connection_params,
    .params_len = 1,
  },
  {
    .name = "Listener.close",
    .deliver = BOUNDARY_DELIVER_LAST,
    .reenters = 0x0,
  },
};

/* idl: Listener.connection */
static void
on_listener_connection(pipe_listener_t *listener, int err) {
  const boundary_value_t args_[] = {
    {.error = err},
  };
  boundary_observe(&boundary_module.natives[1], 0, listener, args_);
}

/* idl: Listener.close */
static void
on_listener_close(pipe_listener_t *listener) {
  boundary_observe(&boundary_module.natives[1], 1, listener, NULL);
}

static void *
listener_env(const void *object) {
  return pipe_listener_env(object);
}

static void *
listener_data(const void *object) {
  return pipe_listener_data(object);
}

static uint64_t
listener_id(const void *object) {
  return pipe_listener_id(object);
}

static void *
listener_from_id(void *env, uint64_t id) {
  return pipe_listener_from_id(env, id);
}

static void
listener_retain(void *object) {
  pipe_listener_retain(object);
}

static void
listener_release(void *object) {
  pipe_listener_release(object);
}

/* ---------------------------------------------------------------- the module */

static const boundary_native_t natives[] = {
  {
    .name = "Stream",
    .ops = stream_ops,
    .ops_len = 20,
    .callbacks = stream_callbacks,
    .callbacks_len = 7,
    .teardown = 15,
    .init = &stream_ops[0],
    .make = make_stream,
    .from_id = stream_from_id,
    .id = stream_id,
    .env = stream_env,
    .data = stream_data,
    .retain = stream_retain,
    .release = stream_release,
    .storage = stream_storage,
    .storage_size = sizeof(uv_pipe_t),
  },
  {
    .name = "Listener",
    .ops = listener_ops,
    .ops_len = 6,
    .callbacks = listener_callbacks,
    .callbacks_len = 2,
    .teardown = 3,
    .init = &listener_ops[0],
    .make = make_listener,
    .from_id = listener_from_id,
    .id = listener_id,
    .env = listener_env,
    .data = listener_data,
    .retain = listener_retain,
    .release = listener_release,
  },
};

static int
env_create(uv_loop_t *loop, void *data, void **result) {
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
  pipe_env_t *made = NULL;
  int err = pipe_env_create(loop, &callbacks, data, &made);
  *result = made;
  return err;
}

static void
env_destroy(void *env, void (*destroyed)(void *data)) {
  pipe_env_destroy(env, destroyed);
}

static void *
env_data(const void *env) {
  return pipe_env_data(env);
}

static uv_handle_t *
env_handle(void *env, const void *address, size_t len) {
  return pipe_env_handle(env, address, len);
}

const boundary_module_t boundary_module = {
  .name = "pipe",
  .natives = natives,
  .natives_len = 2,
  .env_create = env_create,
  .env_destroy = env_destroy,
  .env_data = env_data,
  .env_handle = env_handle,
};
