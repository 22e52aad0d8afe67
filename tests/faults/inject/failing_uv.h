/* What takes the place of a function of libuv that is to fail. The caller has its type in mind. */
#ifndef FAULTS_FAILING_UV_H
#define FAULTS_FAILING_UV_H

#include <string.h>
#include <uv.h>

#include "fault.h"

/* The armed error, as libuv's code. */
static inline int
fault_uv_code(void) {
  return uv_translate_sys_error(fault_error());
}

__attribute__((unused)) static int
fault_uv_fails(void) {
  return fault_uv_code();
}

/* A failed request of the file system: made here and now it tells so itself as well. */
__attribute__((unused)) static int
fault_uv_fs_fails(uv_loop_t *loop, uv_fs_t *request) {
  memset(request, 0, sizeof(*request));
  request->loop = loop;
  request->result = fault_uv_code();
  return fault_uv_code();
}

/* Whatever it says, the descriptor is closed. */
__attribute__((unused)) static int
fault_uv_fs_close_fails(uv_loop_t *loop, uv_fs_t *request, uv_file fd, uv_fs_cb cb) {
  uv_fs_close(loop, request, fd, cb);
  request->result = fault_uv_code();
  return fault_uv_code();
}

#endif
