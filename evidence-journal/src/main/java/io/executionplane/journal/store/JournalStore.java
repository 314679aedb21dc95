package io.executionplane.journal.store;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.posture.StoreCapability;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.read.OpenExecutions;
import io.executionplane.journal.view.ExecutionList;
import io.executionplane.journal.view.ViewKeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of a node, open and at the schema that this code knows: one pool for everything that
 * reads or writes the record.
 */
public final class JournalStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(1);

  private final StoreSettings settings;
  private final DatabaseAddress address;
  private final StoreMark mark;
  private final ConnectionPool pool;
  private final ViewKeeper view;
  private volatile boolean compacts;
  private volatile boolean open = true;
  private final CompletableFuture<StoreException> lost = new CompletableFuture<>();

  private JournalStore(
      StoreSettings settings, DatabaseAddress address, StoreMark mark, ConnectionPool pool) {
    this.settings = settings;
    this.address = address;
    this.mark = mark;
    this.pool = pool;
    this.view = new ViewKeeper(pool.connections(), this::isQuiet);
  }

  /**
   * Opens the store, and creates its tables if there are none yet and {@code migrate} lets it.
   *
   * <p>The directory must exist: whoever runs the store opens its {@link DataDirectory} first.
   *
   * @throws StoreException if the database cannot be opened, is damaged, used by another node,
   *     somebody else's, newer than this code, older and may not be migrated, not to be trusted
   *     with a record, or has less in it than it had when it was last closed
   */
  public static JournalStore open(StoreSettings settings) {
    return open(settings, false);
  }

  /**
   * Opens a store to copy another one into it; also one in which such a copy was interrupted.
   *
   * @throws StoreException as {@link #open}
   */
  public static JournalStore openForCopy(StoreSettings settings) {
    return open(settings, true);
  }

  private static JournalStore open(StoreSettings settings, boolean copying) {
    var store = connect(settings);
    store.prepare(copying);
    store.pool.ownership().watch(store::lose);
    return store;
  }

  private static JournalStore connect(StoreSettings settings) {
    var directory = settings.directory().toAbsolutePath();
    if (!Files.isDirectory(directory)) {
      throw new StoreException("The store's directory " + directory + " does not exist.");
    }
    var address = DatabaseAddress.of(settings);
    var mark = StoreMark.in(directory);
    requireFile(address, mark);
    return new JournalStore(settings, address, mark, ConnectionPool.open(address, settings));
  }

  /**
   * Brings the tables of a store to the schema that this code knows, whatever {@code migrate} says.
   * Where they have it already, nothing is done.
   *
   * @throws StoreException as {@link #open}
   */
  public static SchemaChange migrate(StoreSettings settings) {
    try (var store = connect(settings.withMigration(Migration.ON_START))) {
      return store.prepare(false);
    }
  }

  /** Looks before H2 does, which would make a new database where one is missing. */
  private static void requireFile(DatabaseAddress address, StoreMark mark) {
    if (!mark.exists() || address.file().isEmpty()) {
      return;
    }
    var file = address.file().orElseThrow();
    if (!Files.exists(file)) {
      throw new StoreException(
          "The database %s is missing, though %s says that it was made."
              .formatted(file, mark.file()));
    }
    if (isEmpty(file)) {
      throw new StoreException(
          "The database %s is an empty file, though %s says that it was made."
              .formatted(file, mark.file()));
    }
  }

  private static boolean isEmpty(Path file) {
    return file.toFile().length() == 0;
  }

  private SchemaChange prepare(boolean copying) {
    var prepared = false;
    try {
      var schema = new Schema(dataSource(), address, copying);
      var change = schema.bringUp(mark.exists(), settings.migrate());
      requireEverythingThatWasThere();
      prepared = true;
      return change;
    } catch (SQLException failure) {
      throw damaged(failure);
    } finally {
      if (!prepared) {
        pool.close();
      }
    }
  }

  private void requireEverythingThatWasThere() throws SQLException {
    var found = lastEvent();
    var known = mark.events();
    if (found < known) {
      throw new StoreException(
          "The database %s ends at event %d and had come to %d: it was truncated, or replaced by an older copy. %s says how to accept that."
              .formatted(address.name(), found, known, mark.file()));
    }
    if (mark.isTorn()) {
      LOG.warn(
          "{} was torn: its end is missing. The database has the {} events that it still tells of."
              + " It is written anew.",
          mark.file(),
          known);
    }
    if (!mark.exists() || mark.isTorn()) {
      mark.write(found);
    }
  }

  private long lastEvent() throws SQLException {
    try (var connection = dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(ordering) from event_journal")) {
      rows.next();
      return rows.getLong(1); // 0 where there is none.
    }
  }

  private StoreException damaged(SQLException failure) {
    return new StoreException(
        "The database %s %s.".formatted(address.name(), address.dialect().damage(failure)),
        failure);
  }

  /** Where the record is, and what that place promises, in one sentence. */
  public String promise() {
    return pool.ownership().promise();
  }

  /**
   * Completed, with the reason, if the store is lost while it is open: another node may own the
   * database from now on, or it has stopped to be one that a record may be trusted to. Every
   * connection is closed by then, and nothing is read or written any more.
   */
  public CompletionStage<StoreException> whenLost() {
    return lost.minimalCompletionStage();
  }

  /** Why the store was lost, if it was. */
  public Optional<StoreException> loss() {
    return Optional.ofNullable(lost.getNow(null));
  }

  /** Whether it is neither closed nor lost. */
  public boolean isOpen() {
    return open;
  }

  private void lose(StoreException why) {
    open = false;
    pool.close();
    lost.complete(why);
  }

  /**
   * What the store can be relied on for, as it is open now: what its kind offers, and nothing where
   * the database says that it acknowledges commits before it has written them.
   */
  public Set<StoreCapability> capabilities() {
    try (var connection = dataSource().getConnection()) {
      return pool.ownership().isDurable(connection) ? settings.kind().capabilities() : Set.of();
    } catch (SQLException failure) {
      throw damaged(failure);
    }
  }

  /** How messages name the database. */
  public String name() {
    return address.name();
  }

  /** The directory beside it. */
  public Path directory() {
    return settings.directory().toAbsolutePath().normalize();
  }

  /** What keeps the record. */
  public StoreKind kind() {
    return settings.kind();
  }

  /** The pool. Whoever takes a connection gives it back soon. */
  public DataSource dataSource() {
    return pool.connections();
  }

  /** The executions, newest first and narrowed. */
  public ExecutionList executions() {
    return new ExecutionList(dataSource(), view);
  }

  /** Keeps the view by which executions are found. */
  public ViewKeeper view() {
    return view;
  }

  /** Reads the record, without anything else running. */
  public JournalReader reader() {
    return new JournalReader(dataSource());
  }

  /**
   * The executions that have not ended, for the process that owns the store and has not written to
   * it yet. Makes the next such search shorter.
   */
  public List<ExecutionRef> recover() {
    return new OpenExecutions(dataSource()).findAndSettle();
  }

  /** Most connections that the journal of events uses, each with a thread. */
  public int journalThreads() {
    return settings.journalThreads();
  }

  /** Longest wait for statements under way when it is closed. */
  public Duration closeTimeout() {
    return settings.closeTimeout();
  }

  /**
   * Whether every transaction that had begun before this question has ended. A no means nothing:
   * there is a connection in use, or somebody else may write to this database too.
   *
   * <p>A connection is in use for as long as its transaction is open. Each was seen unused at some
   * moment of the answer, so whatever it had been doing before is over.
   */
  public boolean isQuiet() {
    return kind().isOwnedAlone()
        && pool.connections().getHikariPoolMXBean().getActiveConnections() == 0;
  }

  /**
   * Waits, for at most {@code close-timeout}, until no connection is in use. H2 closes its file
   * when a thread inside it is interrupted, so nobody who might be inside may be.
   */
  private void awaitIdle() {
    var deadline = System.nanoTime() + settings.closeTimeout().toNanos();
    var connections = pool.connections().getHikariPoolMXBean();
    while (connections.getActiveConnections() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(IDLE_POLL.toNanos());
    }
  }

  /**
   * Has an H2 file written anew when the store is closed, so that nothing is left in it of what was
   * erased. Takes time and room in proportion to the file. Does nothing on PostgreSQL.
   */
  public void compactAtClose() {
    compacts = true;
  }

  /** Closes the store; closing it again does nothing. Statements under way get time to finish. */
  @Override
  public void close() {
    if (pool.connections().isClosed()) {
      return;
    }
    open = false;
    awaitIdle();
    try {
      var last = lastEvent();
      pool.close();
      rememberIfFarther(last);
      if (compacts) {
        address.dialect().compact(address, settings);
      }
    } catch (SQLException failure) {
      throw damaged(failure);
    } finally {
      pool.close();
    }
  }

  private void rememberIfFarther(long last) {
    if (last > mark.events()) {
      mark.write(last);
    }
  }
}
