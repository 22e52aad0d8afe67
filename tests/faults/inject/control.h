/* What a program under test says to the faults, in words, and what it is told. */
#ifndef FAULTS_CONTROL_H
#define FAULTS_CONTROL_H

#include <stddef.h>
#include <uv.h>

/*
 * Carries out one command. The reply is good until the next one.
 *
 *   arm NAME ERROR NTH TIMES   the calls that fail; ERROR is an errno's name, `throws` or `fails`;
 *                              TIMES is a number, or `on` for all that follow
 *   count                      no call fails
 *   disarm                     how often the fault has struck
 *   counts                     a line for each name: how often, and the name
 *   handles                    how many handles the loop has
 *   blocks                     a line for each block of the addon: which cycle made it, how large
 *   cycle                      the number of this cycle, which begins with `arm` and `count`
 */
const char *
fault_control(uv_loop_t *loop, const char *command);

#endif
