#include "servers.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "descriptors.h"
#include "endpoints.h"
#include "input.h"
#include "paths.h"
#include "report.h"

#define MAX_SERVERS 3

/* Names as paths_address makes them. */
#define MAX_FILES 8

typedef struct {
  char path[sizeof(((struct sockaddr_un *) 0)->sun_path)];
  ino_t inode;
} file_t;

static struct {
  int fds[MAX_SERVERS];
  unsigned len;
  /* Those that the fuzzer has put there. */
  file_t files[MAX_FILES];
  size_t files_len;
  /* Nobody can tell any more whose a file is. */
  bool renamed;
} servers;

void
servers_begin(void) {
  memset(&servers, 0, sizeof(servers));
}

static void
forget_file(const char *path) {
  for (size_t i = 0; i < servers.files_len; i++) {
    if (strcmp(servers.files[i].path, path) == 0) servers.files[i].path[0] = '\0';
  }
}

static void
note_file(const char *path) {
  struct stat status;
  if (path[0] == '\0' || servers.renamed) return;
  RULE(lstat(path, &status) == 0, "a file is gone as soon as it is there");
  forget_file(path);
  if (servers.files_len == MAX_FILES) servers.renamed = true;
  if (servers.renamed) return;
  file_t *file = &servers.files[servers.files_len++];
  strcpy(file->path, path);
  file->inode = status.st_ino;
}

static void
remove_file(const char *path) {
  forget_file(path);
  unlink(path);
}

/* What the fuzzer has put there and not taken away. */
static void
check_kept(void) {
  for (size_t i = 0; i < servers.files_len; i++) {
    const file_t *file = &servers.files[i];
    struct stat status;
    if (file->path[0] == '\0') continue;
    RULE(lstat(file->path, &status) == 0 && status.st_ino == file->inode,
         "the file %s of another program has been removed", file->path);
  }
}

static bool
is_known(const char *path) {
  for (size_t i = 0; i < servers.files_len; i++) {
    if (strcmp(servers.files[i].path, path) == 0) return true;
  }
  return false;
}

static void
check_removed(void) {
  DIR *here = opendir(".");
  struct dirent *entry;
  while ((entry = readdir(here)) != NULL) {
    struct stat status;
    if (lstat(entry->d_name, &status) != 0 || !S_ISSOCK(status.st_mode)) continue;
    RULE(is_known(entry->d_name), "a listener has left its file %s", entry->d_name);
  }
  closedir(here);
}

void
servers_check_files(void) {
  if (servers.renamed) return;
  check_kept();
  check_removed();
}

void
servers_end(void) {
  for (unsigned i = 0; i < servers.len; i++)
    descriptors_drop(servers.fds[i]);
}

/* A connection that the fuzzer holds the end of. */
static void
hold(int fd) {
  endpoint_t *endpoint = endpoints_add(descriptors_keep(fd));
  if (endpoint == NULL) {
    descriptors_drop(fd);
    return;
  }
  endpoint->carries = true;
}

void
servers_connect_client(void) {
  struct sockaddr_un address;
  socklen_t len = paths_address(&address);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return;
  if (connect(fd, (struct sockaddr *) &address, len) == 0) {
    hold(fd);
  } else {
    close(fd);
  }
}

void
servers_listen(void) {
  struct sockaddr_un address;
  socklen_t len = paths_address(&address);
  if (servers.len == MAX_SERVERS) return;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return;
  uint8_t byte = input_byte();
  if (byte % 4 == 0 && address.sun_path[0] != '\0') remove_file(address.sun_path);
  if (bind(fd, (struct sockaddr *) &address, len) != 0 || listen(fd, byte / 4 % 3) != 0) {
    close(fd);
    return;
  }
  note_file(address.sun_path);
  servers.fds[servers.len++] = descriptors_keep(fd);
}

void
servers_accept(void) {
  if (servers.len == 0) return;
  int fd = accept4(servers.fds[input_below(servers.len)], NULL, NULL, SOCK_CLOEXEC);
  if (fd >= 0) hold(fd);
}

void
servers_close_one(void) {
  if (servers.len == 0) return;
  unsigned index = input_below(servers.len);
  descriptors_drop(servers.fds[index]);
  servers.fds[index] = servers.fds[--servers.len];
}

void
servers_remove_file(void) {
  struct sockaddr_un address;
  paths_address(&address);
  if (address.sun_path[0] != '\0') remove_file(address.sun_path);
}

void
servers_put_file(void) {
  struct sockaddr_un address;
  paths_address(&address);
  if (address.sun_path[0] == '\0') return;
  int fd = open(address.sun_path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) return;
  note_file(address.sun_path);
  close(fd);
}

void
servers_rename_file(void) {
  struct sockaddr_un from, to;
  paths_address(&from);
  paths_address(&to);
  if (from.sun_path[0] == '\0' || to.sun_path[0] == '\0') return;
  if (rename(from.sun_path, to.sun_path) == 0) servers.renamed = true;
}
