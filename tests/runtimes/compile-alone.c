/* Loaded ahead of everything into Bare 1.16.0, and into the processes that it starts: has V8
   compile on the thread that runs JavaScript. Before its loop ends, that version of Bare waits for
   what V8 does on other threads, and does nothing else meanwhile. A compilation that finds the heap
   full asks the waiting thread to collect garbage, and neither goes on. Later versions run what V8
   asks of them while they wait. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* v8::V8::SetFlagsFromString(const char *) */
#define SET_FLAGS "_ZN2v82V818SetFlagsFromStringEPKc"

static void __attribute__((constructor)) compile_alone(void) {
  void (*set_flags)(const char *flags);
  *(void **) &set_flags = dlsym(RTLD_DEFAULT, SET_FLAGS);
  if (set_flags != NULL) {
    set_flags("--no-concurrent-recompilation --no-concurrent-sparkplug");
  } else if (strcmp(program_invocation_short_name, "bare") == 0) {
    fprintf(stderr, "compile-alone: this Bare has no %s: it cannot be kept from hanging\n",
            SET_FLAGS);
    abort();
  }
}
