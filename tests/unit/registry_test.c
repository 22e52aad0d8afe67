#include "harness.h"

#define MANY 3000

static void
ids_fit_a_javascript_number(world_t *world) {
  peer_t *peer = plain_peer(world);
  CHECK(peer->id != 0);
  CHECK(peer->id < (UINT64_C(1) << 53));
  close_peer(peer);
}

static void
an_id_names_one_kind_of_object(world_t *world) {
  peer_t *peer = plain_peer(world);
  server_t *server = make_server(world);
  CHECK(pipe_listener_from_id(world->env, peer->id) == NULL);
  CHECK(pipe_stream_from_id(world->env, server->id) == NULL);
  CHECK(pipe_stream_from_id(world->env, peer->id) == peer->stream);
  CHECK(pipe_listener_from_id(world->env, server->id) == server->listener);
  close_peer(peer);
  close_server(server);
}

static void
invented_ids_name_nothing(world_t *world) {
  peer_t *peer = plain_peer(world);
  CHECK(pipe_stream_from_id(world->env, 0) == NULL);
  CHECK(pipe_stream_from_id(world->env, UINT64_MAX) == NULL);
  CHECK(pipe_stream_from_id(world->env, peer->id | (UINT64_C(1) << 53)) == NULL);
  for (int bit = 0; bit < 64; bit++) {
    CHECK(pipe_stream_from_id(world->env, peer->id ^ (UINT64_C(1) << bit)) == NULL);
  }
  close_peer(peer);
}

static void
an_id_is_never_used_again(world_t *world) {
  static pipe_id_t ids[MANY];
  for (int i = 0; i < MANY; i++) {
    peer_t *peer = plain_peer(world);
    ids[i] = peer->id;
    close_peer(peer);
  }
  peer_t *last = plain_peer(world);
  for (int i = 0; i < MANY; i++) {
    CHECK(pipe_stream_from_id(world->env, ids[i]) == NULL);
    for (int j = i + 1; j < MANY; j++)
      CHECK(ids[i] != ids[j]);
  }
  close_peer(last);
}

static void
many_live_ids(world_t *world) {
  static peer_t *peers[MANY];
  for (int i = 0; i < MANY; i++)
    peers[i] = plain_peer(world);
  for (int i = 0; i < MANY; i++) {
    CHECK(pipe_stream_from_id(world->env, peers[i]->id) == peers[i]->stream);
  }
  end_world(world);
  for (int i = 0; i < MANY; i++)
    free_peer(peers[i]);
}

extern const pipe_callbacks_t recording_callbacks;

static void
an_id_of_another_environment_names_nothing(world_t *world) {
  world_t other = {0};
  CHECK_OK(uv_loop_init(&other.loop));
  CHECK_OK(pipe_env_create(&other.loop, &recording_callbacks, &other, &other.env));
  peer_t *here = plain_peer(world);
  peer_t *there = plain_peer(&other);
  CHECK(pipe_stream_from_id(world->env, there->id) == NULL);
  CHECK(pipe_stream_from_id(other.env, here->id) == NULL);
  close_peer(here);
  close_peer(there);
  end_world(&other);
  CHECK_OK(uv_loop_close(&other.loop));
}

int
main(void) {
  static const test_t tests[] = {
    TEST(ids_fit_a_javascript_number),
    TEST(an_id_names_one_kind_of_object),
    TEST(invented_ids_name_nothing),
    TEST(an_id_is_never_used_again),
    TEST(many_live_ids),
    TEST(an_id_of_another_environment_names_nothing),
  };
  return RUN_TESTS(tests);
}
