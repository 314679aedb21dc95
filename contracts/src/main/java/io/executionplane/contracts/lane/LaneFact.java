package io.executionplane.contracts.lane;

import io.executionplane.contracts.json.JsonObject;

/**
 * Something that a lane saw, once and for all: launched, connected, exited. Few per execution; each
 * becomes one event of the record. Bytes are never facts.
 */
public interface LaneFact {

  /** The fact's name: the lane and the fact, for example {@code process.launched}. */
  String name();

  /** What is known of it. Small; digests and handles, never bodies or secrets. */
  JsonObject data();
}
