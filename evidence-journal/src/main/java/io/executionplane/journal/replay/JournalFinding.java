package io.executionplane.journal.replay;

import io.executionplane.journal.verify.Finding;

/**
 * One thing that a check of a journal came upon. What is right is counted and not listed.
 *
 * @param certain whether something is wrong; otherwise it could not be checked
 */
public record JournalFinding(Kind kind, boolean certain, Finding finding) {

  static JournalFinding failed(Kind kind, Finding finding) {
    return new JournalFinding(kind, true, finding);
  }

  static JournalFinding notChecked(Kind kind, Finding finding) {
    return new JournalFinding(kind, false, finding);
  }

  /** What it is about. */
  public enum Kind {
    /** An execution's own record: its chain, its streams, or the end that it does not have. */
    RECORD,
    /** A row in an execution's record that something else wrote. */
    FOREIGN_ROW,
    /** A record that is no execution's. */
    FOREIGN_RECORD,
    /** Chunks of an execution that has no events. */
    ORPHANED_CHUNKS,
    /** The log over all executions, or what it says that the journal does not hold. */
    LOG,
    /** The database did not answer. */
    UNREADABLE
  }
}
