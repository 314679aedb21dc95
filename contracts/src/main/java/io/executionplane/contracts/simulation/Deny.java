package io.executionplane.contracts.simulation;

/** The only answer that a no-egress rule may give. */
public enum Deny {
  DENY
}
