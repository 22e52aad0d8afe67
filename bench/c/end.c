#include "end.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

uint64_t
end_setting(const end_settings_t *settings, const char *name, uint64_t fallback) {
  size_t length = strlen(name);
  for (int i = 0; i < settings->argc; i++) {
    const char *setting = settings->argv[i];
    if (strncmp(setting, name, length) == 0 && setting[length] == '=') {
      return strtoull(setting + length + 1, NULL, 10);
    }
  }
  return fallback;
}

void
end_mark(const char *mark) {
  puts(mark);
  fflush(stdout);
}

_Noreturn void
end_done(void) {
  end_mark("done");
  for (;;) pause();
}

_Noreturn void
end_fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

struct sockaddr_un
end_address(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof(address.sun_path)) end_fail("The path is too long");
  strcpy(address.sun_path, path);
  return address;
}

static char
byte_at(uint64_t offset) {
  uint32_t place = offset % PATTERN_PERIOD;
  return (char) (48 + ((place * 31 + (place >> 8) * 7) & 63));
}

char *
end_pattern(size_t length) {
  char *bytes = malloc(length);
  if (bytes == NULL) end_fail("Out of memory");
  for (size_t i = 0; i < length; i++) bytes[i] = byte_at(i);
  return bytes;
}

void
end_check(const char *chunk, size_t length, uint64_t offset) {
  if (chunk[0] != byte_at(offset) || chunk[length - 1] != byte_at(offset + length - 1)) {
    end_fail("Not the bytes that were sent");
  }
}

end_transfer_t
end_transfer(const end_settings_t *settings) {
  uint64_t count = end_setting(settings, "count", 1);
  uint64_t size = end_setting(settings, "size", PATTERN_PERIOD);
  uint64_t warm_up = (count < 10 ? 1 : count / 10) * size;
  return (end_transfer_t) {.warm_up = warm_up, .total = warm_up + count * size};
}

void
end_receive(end_transfer_t *transfer, const char *chunk, size_t length) {
  int warm = transfer->received < transfer->warm_up;
  end_check(chunk, length, transfer->received);
  transfer->received += length;
  if (warm && transfer->received >= transfer->warm_up) end_mark("start");
  if (transfer->received == transfer->total) end_done();
}

end_steps_t
end_steps(const end_settings_t *settings) {
  uint64_t count = end_setting(settings, "count", 10);
  return (end_steps_t) {.warm_up = count / 10, .total = count + count / 10};
}

void
end_step(end_steps_t *steps) {
  steps->done++;
  if (steps->done == steps->warm_up) end_mark("start");
  if (steps->done == steps->total) end_done();
}
