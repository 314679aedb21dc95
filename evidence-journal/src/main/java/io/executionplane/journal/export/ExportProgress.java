package io.executionplane.journal.export;

/** Is told how far an export has come, after every event and every chunk. */
@FunctionalInterface
public interface ExportProgress {

  /**
   * So much is written.
   *
   * @param bytes content of chunks
   */
  void at(long events, long chunks, long bytes);

  /** Nobody wants to know. */
  static ExportProgress ignored() {
    return (events, chunks, bytes) -> {};
  }
}
