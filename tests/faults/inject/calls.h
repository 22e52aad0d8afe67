/* How a system call's stand-in begins: it fails if a fault of that name is due. */
#ifndef FAULTS_CALLS_H
#define FAULTS_CALLS_H

#include "fault.h"

/* Returns -1, with errno set, if `name` is to fail now and `relevant` says that it is of interest.
 */
#define FAIL_IF_DUE(call, relevant)                                                                \
  do {                                                                                             \
    static fault_call_t place = {call, 0};                                                         \
    if ((relevant) && fault_due(&place)) return -1;                                                \
  } while (0)

#endif
