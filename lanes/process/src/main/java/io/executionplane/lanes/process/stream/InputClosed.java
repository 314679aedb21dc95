package io.executionplane.lanes.process.stream;

/** The command closed its input, or has ended: nobody reads what is still to come. */
public final class InputClosed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InputClosed() {
    super("the command reads no more input");
  }
}
