package io.executionplane.contracts.simulation;

/** How a scenario finds its answer. */
public enum MatcherClass {
  /** computed from the input alone */
  DETERMINISTIC_OVER_INPUT,
  /** read from a named artifact */
  ARTIFACT_REF,
  /** always the same */
  FROZEN_FIXTURE
}
