package io.executionplane.journal.output;

/** More is waiting to be stored than may wait. Nothing of the refused chunks was kept. */
public final class OutputStoreOverloaded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OutputStoreOverloaded(int chunks, long bytes) {
    // No stack trace: it is thrown when there is least time for one.
    super(chunks + " chunks of " + bytes + " bytes already wait to be stored", null, false, false);
  }
}
