package io.executionplane.lanes.spi;

/** The execution's output budget is spent. */
public final class OutputLimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OutputLimitReached(long bytesMax) {
    super("more than " + bytesMax + " bytes of output", null, false, false);
  }
}
