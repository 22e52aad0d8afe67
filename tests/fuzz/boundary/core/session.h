/* One input's run: the loop, its environments, and who is at work. */
#ifndef FUZZ_SESSION_H
#define FUZZ_SESSION_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#define MAX_ENVS 4

typedef struct {
  unsigned index;
  void *env;
  /* Its end has been asked for. */
  bool exiting;
  bool destroyed;
  /* Objects that have been made and have not closed. */
  unsigned alive;
} fuzz_env_t;

typedef struct {
  uv_loop_t loop;
  /* Keeps the loop going when all else is unreferenced. */
  uv_timer_t keeper;
  fuzz_env_t envs[MAX_ENVS];
  unsigned envs_len;
  /* Between the beginning and the end of an input. */
  bool active;
  bool running;
  /* Operations that have been called and have not returned. */
  unsigned operations;
  /* Callbacks that have not returned. */
  unsigned callbacks;
  unsigned turns;
  /* Callbacks so far: a sign of progress. */
  uint64_t observed;
} session_t;

extern session_t session;

/* A loop with one environment. */
void
session_begin(void);

/* Ends everything, and checks that nothing is left. */
void
session_end(void);

/* One turn of the loop that waits for nothing. */
void
session_turn(void);

/* A new environment, or NULL where there are enough of them or making one has failed. */
fuzz_env_t *
session_add_env(void);

/* Asks for the end of an environment. */
void
session_destroy_env(fuzz_env_t *env);

/* True while code of the runtime runs, and not one of its callbacks. */
bool
session_in_runtime(void);

#endif
