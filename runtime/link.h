/*
 * Circular doubly linked lists whose links live inside their members: no allocation, and a member
 * leaves in constant time without knowing its list.
 */
#ifndef PIPE_LINK_H
#define PIPE_LINK_H

#include <stdbool.h>
#include <stddef.h>

/* A list's head, or one member's place in a list; alone it points to itself. */
typedef struct pipe_link_s {
  struct pipe_link_s *prev;
  struct pipe_link_s *next;
} pipe_link_t;

/* The object of `type` whose field `member` is at `address`. */
#define pipe_container(address, type, member)                                                      \
  ((type *) (void *) ((char *) (address) -offsetof(type, member)))

/* Makes `link` an empty list, or a member of none. */
static inline void
pipe_link_init(pipe_link_t *link) {
  link->prev = link;
  link->next = link;
}

/* True for an empty list, and for a member that is in none. */
static inline bool
pipe_link_alone(const pipe_link_t *link) {
  return link->next == link;
}

/* Puts `link`, a member of no list, at the end of `list`. */
static inline void
pipe_link_append(pipe_link_t *list, pipe_link_t *link) {
  link->prev = list->prev;
  link->next = list;
  list->prev->next = link;
  list->prev = link;
}

/* Takes `link` out of its list, if it is in one. */
static inline void
pipe_link_remove(pipe_link_t *link) {
  link->prev->next = link->next;
  link->next->prev = link->prev;
  pipe_link_init(link);
}

/* Moves all members of `from` to `to`, whose own content is lost; `from` is empty afterwards. */
static inline void
pipe_link_move(pipe_link_t *from, pipe_link_t *to) {
  if (pipe_link_alone(from)) {
    pipe_link_init(to);
    return;
  }
  *to = *from;
  to->next->prev = to;
  to->prev->next = to;
  pipe_link_init(from);
}

#endif
