#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
violate(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("==> RULE BROKEN: ", stderr);
  vfprintf(stderr, format, arguments);
  fputs("\n    Run this input with FUZZ_TRACE=1 to see what led to it.\n", stderr);
  va_end(arguments);
  abort();
}

void
trace(const char *format, ...) {
  static int wanted = -1;
  if (wanted < 0) wanted = getenv("FUZZ_TRACE") != NULL;
  if (wanted == 0) return;
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
}
