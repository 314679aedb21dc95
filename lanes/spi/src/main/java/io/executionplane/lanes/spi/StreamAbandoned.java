package io.executionplane.lanes.spi;

/** The effect was over, but something that it left behind still held this stream open. */
public final class StreamAbandoned extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StreamAbandoned() {
    // No stack trace: an ordinary end, not a fault.
    super("the stream was still held open after its effect had ended", null, false, false);
  }
}
