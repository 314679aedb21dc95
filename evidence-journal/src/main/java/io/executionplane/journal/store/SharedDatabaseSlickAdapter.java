package io.executionplane.journal.store;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.DefaultSlickDatabaseProvider;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.jspecify.annotations.Nullable;
import scala.Option;
import slick.jdbc.H2Profile$;
import slick.jdbc.JdbcBackend$;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;
import slick.util.AsyncExecutor$;

/**
 * Lets the journal plugin use the store's pool instead of one of its own.
 *
 * <p>The plugin asks one provider for the databases of all journals of an actor system. Sections
 * that say {@code use-shared-db = "execution-plane"} get the store's; all others get what the
 * plugin's default provider gives them.
 *
 * <p>The only class that touches Scala and Slick.
 */
public final class SharedDatabaseSlickAdapter extends DefaultSlickDatabaseProvider {

  /**
   * Database actions that may wait for a thread. Writes are bounded before they come here
   * (parallelism of the journal), recoveries by Pekko (64 at once, two actions each).
   */
  private static final int QUEUE = 1000;

  private final ActorSystem system;
  private @Nullable SlickDatabase shared;

  /** Called by the plugin, by reflection. */
  public SharedDatabaseSlickAdapter(ActorSystem system) {
    super(system);
    this.system = system;
  }

  @Override
  public SlickDatabase database(Config journal) {
    return asksForTheStore(journal) ? shared() : super.database(journal);
  }

  private static boolean asksForTheStore(Config journal) {
    return journal.hasPath(JournalPlugin.SHARED_DATABASE_KEY)
        && journal
            .getString(JournalPlugin.SHARED_DATABASE_KEY)
            .equals(JournalPlugin.SHARED_DATABASE);
  }

  private synchronized SlickDatabase shared() {
    if (shared == null) {
      shared = open(JournalStoreExtension.get(system).store());
    }
    return shared;
  }

  private SlickDatabase open(JournalStore store) {
    var threads = store.journalThreads();
    // As many threads as connections: with more connections than threads Slick can deadlock.
    var executor =
        AsyncExecutor$.MODULE$.apply("journal-store", threads, threads, QUEUE, threads, false);
    // After the store was registered, so it runs before the store is closed.
    system.registerOnTermination(() -> stop(store, executor));
    var database =
        JdbcBackend$.MODULE$
            .Database()
            .forDataSource(store.dataSource(), Option.apply((Object) threads), executor, false);
    return new SharedDatabase(database, profile(store));
  }

  private static void stop(JournalStore store, AsyncExecutor executor) {
    store.awaitIdle(); // Slick interrupts its threads, and H2 closes its file under an interrupt.
    executor.close();
  }

  private static JdbcProfile profile(JournalStore store) {
    return store.isH2() ? H2Profile$.MODULE$ : PostgresProfile$.MODULE$;
  }

  /** A database that outlives the journals which use it. */
  private record SharedDatabase(JdbcDatabaseDef database, JdbcProfile profile)
      implements SlickDatabase {

    @Override
    public boolean allowShutdown() {
      return false;
    }
  }
}
