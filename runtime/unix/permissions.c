#include "unix/permissions.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipe.h"
#include "unix/credentials.h"
#include "unix/descriptor.h"

#define OWNER_MODE    (S_IRUSR | S_IWUSR)
#define READABLE_MODE (S_IRUSR | S_IRGRP | S_IROTH)
#define WRITABLE_MODE (S_IWUSR | S_IWGRP | S_IWOTH)
#define MODE_BITS     (S_ISUID | S_ISGID | S_ISVTX | S_IRWXU | S_IRWXG | S_IRWXO)

#define FOR_ALL (PIPE_LISTENER_ACCESS_READABLE_ALL | PIPE_LISTENER_ACCESS_WRITABLE_ALL)

int
pipe_permissions_check(uint32_t access, const pipe_address_t *address) {
  if (access == 0) return 0;
  if (pipe_address_is_abstract(address)) return UV_EINVAL;
  bool owner_only = (access & PIPE_LISTENER_ACCESS_OWNER_ONLY) != 0;
  return owner_only && (access & FOR_ALL) != 0 ? UV_EINVAL : 0;
}

int
pipe_permissions_prepare(int fd, uint32_t access) {
#ifdef __linux__
  /* The mode of a socket is that of the file which bind(2) makes for it. */
  if ((access & PIPE_LISTENER_ACCESS_OWNER_ONLY) == 0) return 0;
  return fchmod(fd, OWNER_MODE) == 0 ? 0 : uv_translate_sys_error(errno);
#else
  (void) fd;
  (void) access;
  return 0;
#endif
}

/* The bits that `access` makes of `mode`. */
static mode_t
demanded(uint32_t access, mode_t mode) {
  if ((access & PIPE_LISTENER_ACCESS_OWNER_ONLY) != 0) return mode & OWNER_MODE;
  if ((access & PIPE_LISTENER_ACCESS_READABLE_ALL) != 0) mode |= READABLE_MODE;
  if ((access & PIPE_LISTENER_ACCESS_WRITABLE_ALL) != 0) mode |= WRITABLE_MODE;
  return mode;
}

#ifdef __linux__

/* chmod(2) would follow a link that has taken the file's name, or change what was moved there. */
static int
change_mode(const pipe_socket_file_t *file, mode_t mode) {
  int fd = open(file->path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return uv_translate_sys_error(errno);
  int err = UV_ENOENT;
  if (!pipe_socket_file_is_open_at(file, fd)) goto close_file;
  /* What is open as a path only is not for fchmod(2). */
  char name[32];
  (void) snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
  err = chmod(name, mode) == 0 ? 0 : uv_translate_sys_error(errno);

close_file:
  pipe_descriptor_close(fd);
  return err;
}

#else

static int
change_mode(const pipe_socket_file_t *file, mode_t mode) {
  int result = fchmodat(AT_FDCWD, file->path, mode, AT_SYMLINK_NOFOLLOW);
  return result == 0 ? 0 : uv_translate_sys_error(errno);
}

#endif

int
pipe_permissions_apply(uint32_t access, const pipe_socket_file_t *file) {
  if (access == 0) return 0;
  if (file->path == NULL) return UV_ENOENT;
  mode_t mode = file->mode & MODE_BITS;
  mode_t wanted = demanded(access, mode);
  return wanted == mode ? 0 : change_mode(file, wanted);
}

bool
pipe_permissions_admit(int fd, uid_t owner) {
  pipe_credentials_t client;
  return pipe_credentials_of_peer(fd, &client) == 0 && client.uid == owner;
}
