#include "unix/signals.h"

#include <signal.h>
#include <stddef.h>

void
pipe_signals_prepare(void) {
  struct sigaction action;
  if (sigaction(SIGPIPE, NULL, &action) != 0 || action.sa_handler != SIG_DFL) return;
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, NULL);
}
