/*
 * Runs inputs one after the other, for compilers without libFuzzer and to look at one input.
 */
#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "script.h"

#define HELP                                                                                       \
  "Usage: replay <file or directory>...\n"                                                         \
  "       replay --compose <script> <file>\n"                                                      \
  "Runs each input, those of a directory in the order of their names. Ends with an error at the\n" \
  "first one that breaks a rule; FUZZ_TRACE=1 shows what every input does. A file whose name\n"    \
  "ends in .txt is a script, one command a line; --compose makes an input of it.\n"

#define MAX_SIZE ((size_t) 65536)

int
LLVMFuzzerInitialize(int *argc, char ***argv);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static _Noreturn void
give_up(const char *path) {
  perror(path);
  exit(2);
}

static bool
is_script(const char *path) {
  size_t len = strlen(path);
  return len > 4 && strcmp(path + len - 4, ".txt") == 0;
}

/* The input that a file is, or says. */
static size_t
load(const char *path, uint8_t *data) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) give_up(path);
  size_t size =
    is_script(path) ? script_compose(file, path, data, MAX_SIZE) : fread(data, 1, MAX_SIZE, file);
  fclose(file);
  return size;
}

static void
run_file(const char *path) {
  static uint8_t data[MAX_SIZE];
  size_t size = load(path, data);
  /* Of its own size, so that the sanitizer sees where it ends. */
  uint8_t *exact = malloc(size + 1);
  memcpy(exact, data, size);
  /* The last line names the input that has failed. */
  fprintf(stderr, "%s\n", path);
  LLVMFuzzerTestOneInput(exact, size);
  free(exact);
}

static int
compose(const char *script, const char *path) {
  static uint8_t data[MAX_SIZE];
  size_t size = load(script, data);
  FILE *file = fopen(path, "wb");
  if (file == NULL || fwrite(data, 1, size, file) != size || fclose(file) != 0) give_up(path);
  return 0;
}

static size_t
run_path(const char *path);

static size_t
run_directory(const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, NULL, alphasort);
  if (count < 0) give_up(path);
  size_t inputs = 0;
  for (int i = 0; i < count; i++) {
    char name[4096];
    snprintf(name, sizeof(name), "%s/%s", path, entries[i]->d_name);
    if (entries[i]->d_name[0] != '.') inputs += run_path(name);
    free(entries[i]);
  }
  free(entries);
  return inputs;
}

static size_t
run_path(const char *path) {
  struct stat status;
  if (stat(path, &status) != 0) give_up(path);
  if (S_ISDIR(status.st_mode)) return run_directory(path);
  run_file(path);
  return 1;
}

int
main(int argc, char **argv) {
  if (argc < 2 || strcmp(argv[1], "--help") == 0) {
    fputs(HELP, argc < 2 ? stderr : stdout);
    return argc < 2 ? 2 : 0;
  }
  if (argc == 4 && strcmp(argv[1], "--compose") == 0) {
    script_prepare();
    return compose(argv[2], argv[3]);
  }
  LLVMFuzzerInitialize(&argc, &argv);
  size_t inputs = 0;
  for (int i = 1; i < argc; i++)
    inputs += run_path(argv[i]);
  printf("%zu inputs, no rule broken\n", inputs);
  return inputs == 0;
}
