#ifndef BENCH_END_H
#define BENCH_END_H

// What both ends of every measurement in C have in common: settings, marks for the driver, the bytes.

#include <stddef.h>
#include <stdint.h>

#include <sys/un.h>

#define PATTERN_PERIOD 65536

typedef struct {
  int argc;
  char **argv;
} end_settings_t;

/// The number that `name=value` of the command line gives, or FALLBACK without one.
uint64_t end_setting(const end_settings_t *settings, const char *name, uint64_t fallback);

/// Tells the driver `ready`, `start` or `done`, at once.
void end_mark(const char *mark);

/// Tells the driver `done`, and stays until the driver ends the process: its processor time and its memory
/// are read then.
_Noreturn void end_done(void);

/// Prints WHAT and ends the process, with status 1.
_Noreturn void end_fail(const char *what);

/// The address of the socket file PATH. Ends the process when PATH is too long.
struct sockaddr_un end_address(const char *path);

/// LENGTH bytes of the pattern, to be freed by the caller; a multiple of PATTERN_PERIOD repeats.
char *end_pattern(size_t length);

/// Ends the process unless both ends of a chunk are what stands at OFFSET of the pattern.
void end_check(const char *chunk, size_t length, uint64_t offset);

/// Counts what arrives of a transfer, and marks its start and its end.
typedef struct {
  uint64_t warm_up;
  uint64_t total;
  uint64_t received;
} end_transfer_t;

/// A transfer of COUNT writes of SIZE bytes, after a tenth more of warm-up, and one write at least.
end_transfer_t end_transfer(const end_settings_t *settings);

/// Checks and counts LENGTH bytes. Does not return when they were the last.
void end_receive(end_transfer_t *transfer, const char *chunk, size_t length);

/// Counts one of COUNT steps, after a tenth more of warm-up.
typedef struct {
  uint64_t warm_up;
  uint64_t total;
  uint64_t done;
} end_steps_t;

end_steps_t end_steps(const end_settings_t *settings);

/// Counts a step. Does not return when it was the last.
void end_step(end_steps_t *steps);

#endif
