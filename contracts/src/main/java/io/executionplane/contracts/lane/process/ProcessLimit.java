package io.executionplane.contracts.lane.process;

import java.util.Locale;

/** What of a machine can be limited for a command and all that it starts together. */
public enum ProcessLimit {
  /** Memory: who finds no room is killed, and the whole command with it. */
  MEMORY,
  /** Processor time: when it is used up the whole command is killed. */
  CPU_TIME,
  /** Processes at once: who starts one more is refused, and goes on. */
  PROCESSES;

  /** The words for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
