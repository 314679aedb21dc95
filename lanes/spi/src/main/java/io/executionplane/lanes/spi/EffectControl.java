package io.executionplane.lanes.spi;

import io.executionplane.contracts.lane.process.SignalName;

/** What can be wished of a running effect, short of its end. */
public sealed interface EffectControl {

  /** Interrupts it, in the way that its order says. */
  record Interrupt() implements EffectControl {}

  /**
   * Makes its terminal another size.
   *
   * @param cols width in characters, 1 to 65,535
   * @param rows height in lines, 1 to 65,535
   */
  record Resize(int cols, int rows) implements EffectControl {

    private static final int SIDE_MAX = 65_535;

    public Resize {
      if (cols < 1 || cols > SIDE_MAX || rows < 1 || rows > SIDE_MAX) {
        throw new IllegalArgumentException("cols and rows must be 1 to " + SIDE_MAX);
      }
    }
  }

  /** Sends it a signal. */
  record Signal(SignalName name) implements EffectControl {}
}
