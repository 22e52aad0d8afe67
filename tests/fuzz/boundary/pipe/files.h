/* Regular files, opened. Each returns a descriptor that is the fuzzer's, or -1. */
#ifndef FUZZ_FILES_H
#define FUZZ_FILES_H

/* With bytes in it. */
int
files_make_to_read(void);

/* Empty; what is written to it is looked at in the end. */
int
files_make_to_write(void);

/* With bytes in it; reading and writing move the same position. */
int
files_make_for_both(void);

#endif
