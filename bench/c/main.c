// One end of one measurement: `<program> <workload> <role> <path> [name=value …]`.

#include "end.h"
#include "workloads.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const workload_t *workloads[] = {
  &workload_transfer,
  &workload_onread,
  &workload_roundtrips,
  &workload_connects,
  &workload_handles,
  &workload_bursts,
  &workload_descriptors,
  &workload_idle,
};

int
main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "Usage: %s <workload> server|client <path> [name=value ...]\n", argv[0]);
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);

  end_settings_t settings = {.argc = argc - 4, .argv = argv + 4};
  for (size_t i = 0; i < sizeof(workloads) / sizeof(workloads[0]); i++) {
    const workload_t *workload = workloads[i];
    if (strcmp(argv[1], workload->name) != 0) continue;
    (strcmp(argv[2], "server") == 0 ? workload->server : workload->client)(argv[3], &settings);
    return 0;
  }
  fprintf(stderr, "There is no workload called %s\n", argv[1]);
  return 2;
}
