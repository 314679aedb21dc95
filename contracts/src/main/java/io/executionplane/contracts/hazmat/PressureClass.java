package io.executionplane.contracts.hazmat;

/** How hard a stream presses. */
public enum PressureClass {
  /** it slows down */
  SOFT_PRESSURE,
  /** it stands still */
  HARD_PRESSURE,
  /** it must end */
  BUDGET_EXHAUSTED
}
