package io.executionplane.lanes.process.posix;

/** The hand on a pipe that is being read. Its methods may be called from any thread. */
public interface PipeReading {

  /**
   * Reads what the pipe holds now, and nothing that is written later. Then the stream completes if
   * that was the end of the pipe, and fails with {@code heldOpen} if somebody still holds it open.
   * Waits for demand, so nothing that was written in time is lost to a slow reader.
   */
  void finish(RuntimeException heldOpen);

  /** Closes the pipe now and fails the stream; bytes that were not read are lost. */
  void abort(RuntimeException cause);
}
