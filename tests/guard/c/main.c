/* Does one operation over and over, on the boundary of the runtime in C: `guard-driver <operation>
 * <count>`. */
#include "driver.h"
#include "operations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  void (*run)(int count);
} operations[] = {
  {"write-64", write_64},     {"write-64k", write_64k}, {"queue-64k", queue_64k},
  {"read-64", read_64},       {"read-64k", read_64k},   {"round-trip", round_trip},
  {"connection", connection}, {"handle", pass_handle},
};

int
main(int argc, char **argv) {
  for (size_t i = 0; argc >= 3 && i < sizeof(operations) / sizeof(operations[0]); i++) {
    if (strcmp(argv[1], operations[i].name) != 0) continue;
    open_world();
    operations[i].run(atoi(argv[2]));
    close_world();
    return 0;
  }
  fprintf(stderr, "Usage: %s <operation> <count>; the operations are:\n", argv[0]);
  for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
    fprintf(stderr, "  %s\n", operations[i].name);
  }
  return 2;
}
