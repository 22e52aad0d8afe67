#include "paths.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input.h"
#include "report.h"

/* Good names, so few that listeners and clients meet. */
#define GOOD 4

static struct {
  char path[32];
  /* The way in, and back. */
  int inside;
  int outside;
} directory = {.path = "/tmp/fuzz-boundary-XXXXXX"};

static void
clear(void) {
  DIR *here = opendir(".");
  struct dirent *entry;
  RULE(here != NULL, "the temporary directory is gone");
  while ((entry = readdir(here)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (unlink(entry->d_name) != 0) rmdir(entry->d_name);
  }
  closedir(here);
}

static void
remove_directory(void) {
  rmdir(directory.path);
}

void
paths_prepare(void) {
  RULE(mkdtemp(directory.path) != NULL, "there is no temporary directory");
  atexit(remove_directory);
  directory.outside = open(".", O_PATH | O_CLOEXEC);
  directory.inside = open(directory.path, O_PATH | O_CLOEXEC);
}

void
paths_enter(void) {
  RULE(fchdir(directory.inside) == 0, "the temporary directory is gone");
}

void
paths_leave(void) {
  clear();
  RULE(fchdir(directory.outside) == 0, "the current directory is gone");
}

/* No other process has the same abstract name. */
static size_t
write_abstract(char *path, unsigned number) {
  size_t len = (size_t) snprintf(path + 1, 32, "fuzz-%010d-%u", (int) getpid(), number);
  path[0] = '\0';
  return len + 1;
}

static size_t
write_good(char *path, unsigned number) {
  if (number == GOOD - 1) return write_abstract(path, number);
  path[0] = (char) ('a' + number);
  return 1;
}

static size_t
write_text(char *path, const char *text) {
  size_t len = strlen(text);
  memcpy(path, text, len);
  return len;
}

/* What the input spells; it must not lead out of the directory. */
static size_t
spell(char *path) {
  size_t len = input_below(16);
  for (size_t i = 0; i < len; i++) {
    path[i] = (char) input_byte();
    if (path[i] == '/') path[i] = '_';
  }
  return len;
}

size_t
paths_draw(char *path, size_t capacity) {
  static const size_t lengths[] = {106, 107, 108, 109, 4096};
  uint8_t byte = input_byte();
  size_t len;
  switch (byte % 16) {
  case 8:
    len = lengths[byte / 16 % 5];
    RULE(len <= capacity, "a path does not fit");
    memset(path, 'l', len);
    return len;
  case 9:
    return write_text(path, byte < 128 ? "." : "missing/a");
  case 10:
    return 0;
  case 11:
    memcpy(path, "a\0b", 3);
    return 3;
  case 12:
    return spell(path);
  default:
    return write_good(path, byte % GOOD);
  }
}

socklen_t
paths_address(struct sockaddr_un *address) {
  char path[64];
  size_t len = write_good(path, input_below(GOOD));
  *address = (struct sockaddr_un){.sun_family = AF_UNIX};
  memcpy(address->sun_path, path, len);
  bool abstract = path[0] == '\0';
  return (socklen_t) (offsetof(struct sockaddr_un, sun_path) + len + (abstract ? 0 : 1));
}
