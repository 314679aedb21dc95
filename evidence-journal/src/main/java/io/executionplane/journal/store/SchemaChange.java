package io.executionplane.journal.store;

/**
 * The versions of a database's schema before and after it was brought to the one that this code
 * knows.
 *
 * @param from 0 where there were no tables
 */
public record SchemaChange(int from, int to) {

  /** Whether there was anything to do. */
  public boolean isChange() {
    return from != to;
  }
}
