/* The functions that this library stands in front of. */
#ifndef FAULTS_REAL_H
#define FAULTS_REAL_H

#include <dlfcn.h>
#include <stddef.h>

/* The next definition of `name` in the order of loading, looked up once in each place. */
#define REAL(name)                                                                                 \
  (*__extension__({                                                                                \
    static __typeof__(&name) found;                                                                \
    if (found == NULL) found = (__typeof__(found)) dlsym(RTLD_NEXT, #name);                        \
    found;                                                                                         \
  }))

#endif
