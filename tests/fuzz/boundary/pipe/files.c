#include "files.h"

#include <fcntl.h>
#include <unistd.h>

#include "bytes.h"
#include "descriptors.h"
#include "input.h"
#include "sockets.h"

/* Longer than a file is read in one go. */
#define FILE_LEN 150000

/* An open file of its own, without a name, that the fuzzer can read and write; or -1. */
static int
make_content(size_t len) {
  static uint8_t content[FILE_LEN];
  int fd = open("file", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return -1;
  bytes_fill(content, len, 7, 0);
  if (write(fd, content, len) == (ssize_t) len) return fd;
  close(fd);
  return -1;
}

static int
make_file(int flags, bool shared) {
  bool witnessed = flags == O_WRONLY;
  int content = make_content(witnessed ? 0 : (size_t) input_number(0, FILE_LEN));
  int fd = content < 0 ? -1 : open("file", flags | O_CLOEXEC);
  unlink("file");
  endpoint_t *endpoint = sockets_single(fd, shared) < 0 ? NULL : endpoints_over(fd);
  if (content >= 0 && (endpoint == NULL || !witnessed)) close(content);
  if (endpoint == NULL) return -1;
  if (witnessed) endpoint->witness = descriptors_keep(content);
  endpoint->is_file = true;
  endpoint->readable = flags != O_WRONLY;
  endpoint->writable = flags != O_RDONLY;
  return fd;
}

int
files_make_to_read(void) {
  return make_file(O_RDONLY, false);
}

int
files_make_to_write(void) {
  return make_file(O_WRONLY, false);
}

int
files_make_for_both(void) {
  return make_file(O_RDWR, true);
}
