/*
 * Runs inputs one after the other, for compilers without libFuzzer and to look at one input.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define HELP                                                                                       \
  "Usage: replay <file or directory>...\n"                                                         \
  "Runs each input, those of a directory in the order of their names. Ends with an error at the\n" \
  "first one that breaks a rule; FUZZ_TRACE=1 shows what every input does.\n"

int
LLVMFuzzerInitialize(int *argc, char ***argv);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static _Noreturn void
give_up(const char *path) {
  perror(path);
  exit(2);
}

static void
run_file(const char *path, size_t size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) give_up(path);
  uint8_t *data = malloc(size + 1);
  size = fread(data, 1, size, file);
  fclose(file);
  /* The last line names the input that has failed. */
  fprintf(stderr, "%s\n", path);
  LLVMFuzzerTestOneInput(data, size);
  free(data);
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
  run_file(path, (size_t) status.st_size);
  return 1;
}

int
main(int argc, char **argv) {
  if (argc < 2 || strcmp(argv[1], "--help") == 0) {
    fputs(HELP, argc < 2 ? stderr : stdout);
    return argc < 2 ? 2 : 0;
  }
  LLVMFuzzerInitialize(&argc, &argv);
  size_t inputs = 0;
  for (int i = 1; i < argc; i++)
    inputs += run_path(argv[i]);
  printf("%zu inputs, no rule broken\n", inputs);
  return inputs == 0;
}
