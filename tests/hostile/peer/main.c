/* A peer that speaks to a receiver in every way but a decent one. Prints what it has done. */
#include <getopt.h>
#include <grp.h>
#include <inttypes.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cargo.h"
#include "frame.h"
#include "modes.h"
#include "must.h"

static const char usage[] =
  "Usage: hostile-peer [options] PATH\n"
  "Connects to the receiver that listens at PATH, and prints one line of JSON at the end.\n"
  "\n"
  "  --mode NAME    attack (messages with descriptors, the default), storm (connect and close),\n"
  "                 flood (connections all at once), loiter (leave connections behind)\n"
  "  --count N      how many messages or, in the other modes, connections (1000)\n"
  "  --seed N       what determines all that is left to chance (1)\n"
  "  --user UID     first become this user, who may not have more descriptors on their way\n"
  "                 than open\n"
  "  --limit N      first lower the limit of open descriptors\n"
  "  --help         show this\n";

typedef struct {
  const char *name;
  void (*run)(campaign_t *campaign);
} campaign_mode_t;

static const campaign_mode_t modes[] = {
  {"attack", mode_attack},
  {"storm", mode_storm},
  {"flood", mode_flood},
  {"loiter", mode_loiter},
};

static const campaign_mode_t *
find_mode(const char *name) {
  for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
    if (strcmp(modes[i].name, name) == 0) return &modes[i];
  }
  fprintf(stderr, "hostile-peer: there is no mode '%s'; see --help\n", name);
  exit(2);
}

static uint64_t
parse(const char *text) {
  char *end;
  errno = 0;
  uint64_t value = strtoull(text, &end, 10);
  if (errno == 0 && end != text && *end == '\0') return value;
  fprintf(stderr, "hostile-peer: '%s' is not a number; see --help\n", text);
  exit(2);
}

static void
become(uid_t user) {
  if (getuid() != 0) return;
  MUST(setgroups(0, NULL));
  MUST(setgid(user));
  MUST(setuid(user));
}

static void
limit(rlim_t descriptors) {
  struct rlimit value = {descriptors, descriptors};
  MUST(setrlimit(RLIMIT_NOFILE, &value));
}

int
main(int argc, char *argv[]) {
  static const struct option options[] = {
    {"mode", required_argument, NULL, 'm'},
    {"count", required_argument, NULL, 'c'},
    {"seed", required_argument, NULL, 's'},
    {"user", required_argument, NULL, 'u'},
    {"limit", required_argument, NULL, 'l'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
  };
  static campaign_t campaign = {.random = {1}, .count = 1000};
  const campaign_mode_t *mode = &modes[0];
  int option;
  while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
    switch (option) {
    case 'm':
      mode = find_mode(optarg);
      break;
    case 'c':
      campaign.count = parse(optarg);
      break;
    case 's':
      campaign.random.state = parse(optarg);
      break;
    case 'u':
      become((uid_t) parse(optarg));
      break;
    case 'l':
      limit(parse(optarg));
      break;
    case 'h':
      fputs(usage, stdout);
      return 0;
    default:
      fputs(usage, stderr);
      return 2;
    }
  }
  if (optind + 1 != argc) {
    fputs(usage, stderr);
    return 2;
  }
  campaign.path = argv[optind];
  cargo_open();
  frame_prepare();
  mode->run(&campaign);
  ledger_print(&campaign.ledger);
  return 0;
}
