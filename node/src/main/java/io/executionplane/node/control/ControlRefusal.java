package io.executionplane.node.control;

import java.util.Locale;

/** Why nothing was done to an effect. */
public enum ControlRefusal {
  /** There is no such execution. */
  EXECUTION_UNKNOWN,
  /** Its effect has not begun yet. */
  EXECUTION_NOT_STARTED,
  /** The execution is over, or its effect is. */
  EXECUTION_TERMINAL,
  /** This effect cannot do that: it has no terminal to resize, or its lane knows no such thing. */
  CONTROL_UNSUPPORTED,
  /** It would have gone through the effect's input, which is closed. */
  EXECUTION_INPUT_CLOSED,
  /** So many wait to reach the effect, or to be recorded, that there is no room. */
  CONTROL_BUSY,
  /** Whoever asks may not: he is not attached any more. */
  ATTACHMENT_OVER;

  /** A stable word for programs, for example {@code control_unsupported}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the same wish may be fulfilled a little later. */
  public boolean isTemporary() {
    return this == EXECUTION_NOT_STARTED || this == CONTROL_BUSY;
  }
}
