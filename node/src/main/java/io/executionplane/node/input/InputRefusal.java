package io.executionplane.node.input;

import java.util.Locale;

/** Why input was not taken. Nothing of it was. */
public enum InputRefusal {
  /** There is no such execution. */
  EXECUTION_UNKNOWN,
  /** It takes no input of that name: not yet, or not at all. */
  INPUT_NOT_OPEN,
  /** Whoever submitted it stays with it, and types. */
  INPUT_TAKEN,
  /** Somebody closed the input, or the effect takes no more. */
  EXECUTION_INPUT_CLOSED,
  /** The execution is over. */
  EXECUTION_TERMINAL,
  /** Something else was handed in at that offset. */
  INPUT_OFFSET_MISMATCH,
  /** So much waits to be stored or taken that there is no room. Later there may be. */
  INPUT_BUFFER_FULL,
  /** It is more than one call may bring. In smaller pieces it may be taken. */
  INPUT_TOO_LARGE,
  /** It could not be stored, so the effect did not get it. */
  INPUT_NOT_STORED,
  /** Whoever hands it in may not: he is not attached any more. */
  ATTACHMENT_OVER;

  /** A stable word for programs, for example {@code input_buffer_full}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the same call may succeed a little later. */
  public boolean isTemporary() {
    return this == INPUT_BUFFER_FULL || this == INPUT_NOT_OPEN;
  }
}
