package io.executionplane.journal.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;

/** The journal of executions, as Pekko Persistence knows it. */
public final class JournalPlugin {

  /** For {@code withJournalPluginId}: the section that {@code reference.conf} explains. */
  public static final String JOURNAL_ID = "execution-plane.journal.pekko-journal";

  /**
   * For {@code withSnapshotPluginId}: none. A state is always folded from the events, which are the
   * evidence.
   */
  public static final String NO_SNAPSHOTS_ID = "pekko.persistence.no-snapshot-store";

  static final String PROVIDER_KEY = "pekko-persistence-jdbc.database-provider-fqcn";

  static final String SHARED_DATABASE_KEY = "use-shared-db";

  /** By this name a section asks for the store's pool. */
  static final String SHARED_DATABASE = "execution-plane";

  private JournalPlugin() {}

  /**
   * What the configuration of an actor system must say, and what a library cannot say for it: the
   * class that gives journals their database is one for the whole system, and the plugin's own
   * {@code reference.conf} names another.
   *
   * <p>To a host's own journals nothing changes: {@link SharedDatabaseSlickAdapter} gives them what
   * the plugin's default would. A host with a provider of its own names that one, and lets it ask
   * ours for the sections that say {@code use-shared-db = "execution-plane"}.
   *
   * <p>To be put before everything else: {@code
   * JournalPlugin.overrides().withFallback(ConfigFactory.load())}.
   */
  public static Config overrides() {
    return ConfigFactory.parseMap(
        Map.of(PROVIDER_KEY, SharedDatabaseSlickAdapter.class.getName()),
        "the journal's overrides");
  }
}
