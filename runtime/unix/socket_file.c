#include "unix/socket_file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

static size_t
path_length(const pipe_address_t *address) {
  return strnlen(address->name.sun_path, sizeof(address->name.sun_path));
}

/* Appends the path of `address` to `directory`, or takes it alone where `directory` is NULL. */
static int
join(char **result, const char *directory, const pipe_address_t *address) {
  size_t len = path_length(address);
  size_t prefix = directory == NULL ? 0 : strlen(directory) + 1;
  char *path = malloc(prefix + len + 1);
  if (path == NULL) return UV_ENOMEM;
  if (directory != NULL) {
    memcpy(path, directory, prefix - 1);
    path[prefix - 1] = '/';
  }
  memcpy(path + prefix, address->name.sun_path, len);
  path[prefix + len] = '\0';
  *result = path;
  return 0;
}

int
pipe_socket_file_locate(pipe_socket_file_t *file, const pipe_address_t *address) {
  *file = (pipe_socket_file_t){0};
  if (pipe_address_is_abstract(address)) return 0;
  if (address->name.sun_path[0] == '/') return join(&file->path, NULL, address);
  char directory[PATH_MAX];
  if (getcwd(directory, sizeof(directory)) == NULL) {
    return errno == ENOENT ? UV_EACCES : uv_translate_sys_error(errno);
  }
  return join(&file->path, directory, address);
}

void
pipe_socket_file_forget(pipe_socket_file_t *file) {
  free(file->path);
  file->path = NULL;
}

void
pipe_socket_file_identify(pipe_socket_file_t *file) {
  if (file->path == NULL) return;
  struct stat status;
  /* What has taken its name by now is another's. */
  if (lstat(file->path, &status) != 0 || !S_ISSOCK(status.st_mode)) {
    pipe_socket_file_forget(file);
    return;
  }
  file->device = status.st_dev;
  file->inode = status.st_ino;
  file->mode = status.st_mode;
}

static bool
is_identified(const pipe_socket_file_t *file, const struct stat *status) {
  return S_ISSOCK(status->st_mode) && status->st_dev == file->device &&
         status->st_ino == file->inode;
}

bool
pipe_socket_file_is_open_at(const pipe_socket_file_t *file, int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 && is_identified(file, &status);
}

void
pipe_socket_file_remove(pipe_socket_file_t *file) {
  if (file->path == NULL) return;
  struct stat status;
  if (lstat(file->path, &status) == 0 && is_identified(file, &status)) unlink(file->path);
  pipe_socket_file_forget(file);
}
