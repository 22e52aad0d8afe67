#include "watching.h"

#include "unix/descriptor.h"
#include "unix/socket.h"

/* Has the new ones look for themselves; what they tell may change the list. */
static void
look_first(pipe_watching_t *watching) {
  pipe_link_t batch;
  pipe_link_move(&watching->changed, &batch);
  while (!pipe_link_alone(&batch)) {
    pipe_watch_t *watch = pipe_container(batch.next, pipe_watch_t, link);
    pipe_link_remove(&watch->link);
    pipe_link_append(&watching->changed, &watch->link);
    if (watch->first != NULL && watch->settle(watch) >= 0) watch->first(watch);
  }
}

static int
check(const pipe_watching_t *watching, const pipe_watch_t *watch, int fd) {
  return watch->fresh ? pipe_socket_check(fd)
                      : pipe_descriptor_check_watchable(watching->prepare.loop, fd);
}

/* The first that is lost, and why; NULL when all can be waited for. */
static pipe_watch_t *
find_lost(const pipe_watching_t *watching, int *err) {
  for (pipe_link_t *link = watching->changed.next; link != &watching->changed; link = link->next) {
    pipe_watch_t *watch = pipe_container(link, pipe_watch_t, link);
    int fd = watch->settle(watch);
    *err = fd < 0 ? 0 : check(watching, watch, fd);
    if (*err != 0) return watch;
  }
  return NULL;
}

/* The loop is about to wait for it. */
static void
age(pipe_watch_t *watch) {
  watch->fresh = false;
  watch->first = NULL;
}

/* All are looked at again after a callback: it may be what closes the next one. */
static void
on_prepare(uv_prepare_t *prepare) {
  pipe_watching_t *watching = pipe_container(prepare, pipe_watching_t, prepare);
  int err;
  pipe_watch_t *watch;
  look_first(watching);
  while ((watch = find_lost(watching, &err)) != NULL) {
    pipe_link_remove(&watch->link);
    watch->lost(watch, err);
  }
  while (!pipe_link_alone(&watching->changed)) {
    watch = pipe_container(watching->changed.next, pipe_watch_t, link);
    pipe_link_remove(&watch->link);
    if (watch->settle(watch) >= 0) age(watch);
  }
  uv_prepare_stop(prepare);
}

void
pipe_watching_init(pipe_watching_t *watching, uv_loop_t *loop) {
  uv_prepare_init(loop, &watching->prepare);
  uv_unref((uv_handle_t *) &watching->prepare);
  pipe_link_init(&watching->changed);
}

void
pipe_watch_init(pipe_watch_t *watch, int (*settle)(pipe_watch_t *watch),
                void (*lost)(pipe_watch_t *watch, int err)) {
  pipe_link_init(&watch->link);
  watch->settle = settle;
  watch->lost = lost;
  age(watch);
}

void
pipe_watch_begin(pipe_watch_t *watch, void (*first)(pipe_watch_t *watch)) {
  watch->fresh = true;
  watch->first = first;
}

void
pipe_watching_change(pipe_watching_t *watching, pipe_watch_t *watch) {
  if (!pipe_link_alone(&watch->link)) return;
  pipe_link_append(&watching->changed, &watch->link);
  uv_prepare_start(&watching->prepare, on_prepare);
}

void
pipe_watching_forget(pipe_watch_t *watch) {
  pipe_link_remove(&watch->link);
}
