/* The entry points that libFuzzer calls. */
#include <stddef.h>
#include <stdint.h>

#include "clock.h"
#include "descriptors.h"
#include "input.h"
#include "program.h"
#include "session.h"
#include "workers.h"
#include "world.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void) argc;
  (void) argv;
  workers_begin();
  descriptors_check();
  clock_check();
  world_prepare();
  program_prepare();
  return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  input_begin(data, size);
  session_begin();
  program_run();
  session_end();
  return 0;
}
