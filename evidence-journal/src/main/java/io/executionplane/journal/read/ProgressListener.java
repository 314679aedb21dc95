package io.executionplane.journal.read;

/** Is told how far a walk over a journal has come. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * One more record is done.
   *
   * @param done records so far, from 1
   * @param total records that are there, as far as is known; never less than {@code done}
   */
  void onProgress(long done, long total);

  /** Nobody listens. */
  static ProgressListener none() {
    return (done, total) -> {};
  }
}
