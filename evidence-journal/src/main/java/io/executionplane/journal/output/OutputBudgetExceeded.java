package io.executionplane.journal.output;

/** The execution has put out more than it may. */
public final class OutputBudgetExceeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long bytesMax;

  public OutputBudgetExceeded(long bytesMax) {
    // No stack trace: an ordinary end, not a fault.
    super("more than " + bytesMax + " bytes of output", null, false, false);
    this.bytesMax = bytesMax;
  }

  public long bytesMax() {
    return bytesMax;
  }
}
