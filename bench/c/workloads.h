#ifndef BENCH_WORKLOADS_H
#define BENCH_WORKLOADS_H

#include "end.h"

/// The two ends of one workload. SERVER marks `ready` once it listens. Each returns when its part is over.
typedef struct {
  const char *name;
  void (*server)(const char *path, const end_settings_t *settings);
  void (*client)(const char *path, const end_settings_t *settings);
} workload_t;

extern const workload_t workload_transfer;
extern const workload_t workload_onread;
extern const workload_t workload_roundtrips;
extern const workload_t workload_connects;
extern const workload_t workload_handles;
extern const workload_t workload_bursts;
extern const workload_t workload_descriptors;
extern const workload_t workload_idle;

#endif
