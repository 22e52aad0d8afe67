/*
 * The C boundary as data: what there is to call, what each call takes and who owns it, when each
 * callback may come. A program that goes by these tables, such as a fuzzer, drives what is added to
 * the IDL without being changed.
 *
 * The same for every module, so that one program serves all of them.
 *
 * Generated from idl/pipe.idl. Change that file, then run `python3 -m generator build`.
 */
#ifndef BOUNDARY_H
#define BOUNDARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

/* What a value is. */
typedef enum {
  BOUNDARY_BOOLEAN,
  BOUNDARY_I32,
  BOUNDARY_U32,
  BOUNDARY_U64,
  BOUNDARY_ENUM,
  BOUNDARY_STRING,
  /* Runs of bytes that an operation takes. */
  BOUNDARY_CHUNKS,
  /* One run of bytes that a callback brings, or memory that an operation is lent. */
  BOUNDARY_CHUNK,
  /* A live libuv handle. */
  BOUNDARY_HANDLE,
  /* An object of the module. */
  BOUNDARY_OBJECT,
  /* 0, or libuv's negative code. */
  BOUNDARY_ERROR,
} boundary_kind_t;

/* Whose memory, or whose resource, a value is. */
typedef enum {
  /* A number that names nothing. */
  BOUNDARY_PLAIN,
  BOUNDARY_COPY,
  BOUNDARY_BORROW,
  BOUNDARY_OWN,
  BOUNDARY_OWN_ON_SUCCESS,
  BOUNDARY_OWN_OR_BORROW,
  /* Stays in place until the callback `until`. */
  BOUNDARY_PIN_UNTIL,
  /* Until the next call, or the final callback; looked up before each use. */
  BOUNDARY_LEND,
} boundary_ownership_t;

/* Until when a callback may come. */
typedef enum {
  /* Closing is asked for, or the environment exits. */
  BOUNDARY_DELIVER_OPEN,
  /* The environment exits. */
  BOUNDARY_DELIVER_ALIVE,
  /* The final one. */
  BOUNDARY_DELIVER_LAST,
} boundary_delivery_t;

typedef struct boundary_native_s boundary_native_t;

/* A value on its way, in the member of its kind. */
typedef union {
  bool boolean;
  int32_t i32;
  uint32_t u32;
  uint64_t u64;
  /* Of an enum. */
  int64_t number;
  int error;
  void *object;
  uv_handle_t *handle;
  struct {
    const char *data;
    size_t len;
  } string;
  struct {
    const uv_buf_t *all;
    size_t len;
  } chunks;
  struct {
    bool present;
    uint8_t *data;
    size_t len;
    /* NULL where the bytes are borrowed. */
    void (*release)(void *data);
  } chunk;
  struct {
    /* Where it is, until something else is called; of no length where it is gone. */
    uv_buf_t (*locate)(void *data);
    void *data;
  } loan;
} boundary_value_t;

/* A parameter of an operation, a result of one, or an argument of a callback. */
typedef struct {
  const char *name;
  boundary_kind_t kind;
  boundary_ownership_t ownership;
  /* Index of the callback that ends a pin. */
  unsigned until;
  bool nullable;
  /* The number names something that has an owner: a descriptor. */
  bool resource;
  /* Of a number the range, of a string the range of its length. */
  int64_t low;
  uint64_t high;
  /* Of an object: index of its kind among the module's. */
  size_t native;
  /* Of an enum. */
  const int64_t *members;
  size_t members_len;
} boundary_param_t;

typedef struct {
  const char *name;
  bool is_static;
  bool makes_self;
  /* It may fail. */
  bool throws;
  /* One at a time: another one before its callback fails. */
  bool is_request;
  /* Index of the callback that brings its outcome, or -1. */
  int completes;
  /* Bits by the index of a callback: those that may come, or come no more, from here on. */
  uint64_t starts;
  uint64_t stops;
  const boundary_param_t *params;
  size_t params_len;
  const boundary_param_t *results;
  size_t results_len;
  /* Returns 0 or libuv's negative code. NULL for what makes an object. */
  int (*call)(void *object, const boundary_value_t args[], boundary_value_t results[]);
} boundary_op_t;

typedef struct {
  const char *name;
  boundary_delivery_t deliver;
  /* Bits by the index of an operation: those that it expects to be called meanwhile. */
  uint64_t reenters;
  const boundary_param_t *params;
  size_t params_len;
} boundary_callback_t;

struct boundary_native_s {
  const char *name;
  const boundary_op_t *ops;
  size_t ops_len;
  const boundary_callback_t *callbacks;
  size_t callbacks_len;
  /* Index of the operation that ends an object, or -1. */
  int teardown;
  /* The rest is NULL where there are only functions. */
  const boundary_op_t *init;
  int (*make)(void *env, void *data, const boundary_value_t args[], void **result);
  void *(*from_id)(void *env, uint64_t id);
  uint64_t (*id)(const void *object);
  void *(*env)(const void *object);
  void *(*data)(const void *object);
  void (*retain)(void *object);
  void (*release)(void *object);
  /* The libuv handle of an object, or NULL where it has none that is known. */
  void *(*storage)(void *object);
  size_t storage_size;
};

typedef struct {
  const char *name;
  const boundary_native_t *natives;
  size_t natives_len;
  int (*env_create)(uv_loop_t *loop, void *data, void **result);
  void (*env_destroy)(void *env, void (*destroyed)(void *data));
  void *(*env_data)(const void *env);
  /* NULL where no handles cross. */
  uv_handle_t *(*env_handle)(void *env, const void *address, size_t len);
} boundary_module_t;

/* This module. Every callback of its environments ends in boundary_observe. */
extern const boundary_module_t boundary_module;

/* Written by the program: an object has called back. `args` is gone when this returns. */
void
boundary_observe(const boundary_native_t *native, size_t callback, void *object, const boundary_value_t args[]);

#endif
