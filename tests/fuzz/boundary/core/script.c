#include "script.h"

#include <stdlib.h>
#include <string.h>

#include "program.h"

static _Noreturn void
complain(const char *path, int line, const char *what) {
  fprintf(stderr, "%s:%d: %s\n", path, line, what);
  exit(2);
}

void
script_prepare(void) {
  program_prepare();
}

/* Writes the bytes of one line. Returns how many, or -1. */
static int
compose_line(char *text, uint8_t *data, const char **why) {
  int len = 0;
  text[strcspn(text, "#\n")] = '\0';
  if (text[strspn(text, " ")] == '\0') return 0;
  char *numbers = strchr(text, ':');
  *why = "there is no colon after the command";
  if (numbers == NULL) return -1;
  *numbers++ = '\0';
  if (text[0] != '\0') {
    int byte = program_byte(text);
    *why = "there is no such command";
    if (byte < 0) return -1;
    data[len++] = (uint8_t) byte;
  }
  *why = "there is something that is no byte";
  for (char *word = strtok(numbers, " "); word != NULL; word = strtok(NULL, " ")) {
    char *end;
    unsigned long number = strtoul(word, &end, 0);
    if (*end != '\0' || number > UINT8_MAX) return -1;
    data[len++] = (uint8_t) number;
  }
  return len;
}

size_t
script_compose(FILE *file, const char *path, uint8_t *data, size_t capacity) {
  char text[512];
  size_t size = 0;
  for (int line = 1; fgets(text, sizeof(text), file) != NULL; line++) {
    const char *why;
    if (size + sizeof(text) > capacity) complain(path, line, "the script is too long");
    int len = compose_line(text, data + size, &why);
    if (len < 0) complain(path, line, why);
    size += (size_t) len;
  }
  return size;
}
