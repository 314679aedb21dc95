package io.executionplane.journal.store;

/** The journal of executions, as Pekko Persistence knows it. */
public final class JournalPlugin {

  /** For {@code withJournalPluginId}: the section that {@code reference.conf} explains. */
  public static final String JOURNAL_ID = "execution-plane.journal.pekko-journal";

  /**
   * For {@code withSnapshotPluginId}: none. A state is always folded from the events, which are the
   * evidence.
   */
  public static final String NO_SNAPSHOTS_ID = "pekko.persistence.no-snapshot-store";

  private JournalPlugin() {}
}
