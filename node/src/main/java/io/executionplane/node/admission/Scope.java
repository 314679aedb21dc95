package io.executionplane.node.admission;

import java.util.Locale;

/** Whose room an execution takes. It takes some of each. */
public enum Scope {
  /** All executions of the node. */
  NODE,
  /** Those of one tenant. */
  TENANT,
  /** Those of one lane. */
  LANE,
  /** Those on one target. */
  TARGET;

  /** Its name in settings and in evidence. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
