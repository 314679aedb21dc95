package io.executionplane.journal.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Ownership of a PostgreSQL database, or of one schema in it, by advisory locks of sessions. A lock
 * goes when its session does, so nothing is left behind by a process that died.
 *
 * <p>Three locks, because losing the first must not let another node in while connections of this
 * one can still write:
 *
 * <ol>
 *   <li><em>owner</em>: held by one session of this process for as long as the store is open.
 *   <li><em>member</em>: shared by all connections of the pool. A new owner waits until nobody of
 *       the one before has it.
 *   <li><em>presence</em>: a number drawn for this ownership, held by the owner's session. A
 *       connection that joins the pool finds it taken, or is refused: it came after the loss.
 * </ol>
 *
 * <p>A member takes its lock first and looks for the presence second; a new owner takes the owner's
 * lock first and waits for the members second. So whichever comes first, the two never write both.
 */
final class SessionLock implements Ownership {

  /** Two numbers of our own; the second half of each lock's name is the schema. */
  private static final int OWNER = 0x45504A31;

  private static final int MEMBER = 0x45504A32;

  private static final String SCHEMA =
      "(select oid from pg_namespace where nspname = current_schema())";

  /** SQLSTATE of a lock that was not had in time. */
  private static final String NOT_AVAILABLE = "55P03";

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String database;
  private final PostgresqlSettings settings;
  private final Connection session;
  private final PostgresqlServer server;
  private final long presence = RANDOM.nextLong();
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(SessionLock::thread);
  private volatile boolean closed;

  private SessionLock(
      String database, PostgresqlSettings settings, Connection session, PostgresqlServer server) {
    this.database = database;
    this.settings = settings;
    this.session = session;
    this.server = server;
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "execution-plane-store-owner");
    thread.setDaemon(true);
    return thread;
  }

  static SessionLock take(DatabaseAddress address, PostgresqlSettings settings, DataSource source)
      throws SQLException {
    var session = source.getConnection();
    var taken = false;
    try {
      var server = PostgresqlServer.ask(session);
      server.requireFit(address.name(), settings.volatileServerAllowed());
      var lock = new SessionLock(address.name(), settings, session, server);
      lock.take();
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        session.close();
      }
    }
  }

  private void take() throws SQLException {
    // The lock's own bound; a statement's would end the wait with another error.
    execute("set statement_timeout = 0");
    execute("set lock_timeout = " + Math.max(1, settings.takeoverWait().toMillis()));
    session.setNetworkTimeout(
        Runnable::run, Math.toIntExact(settings.takeoverWait().plus(ANSWER_WITHIN).toMillis()));
    lock(OWNER);
    lock(MEMBER);
    execute("select pg_advisory_unlock(" + name(MEMBER) + ")");
    execute("select pg_advisory_lock(" + presence + ")");
    session.setNetworkTimeout(Runnable::run, Math.toIntExact(ANSWER_WITHIN.toMillis()));
  }

  private void lock(int kind) throws SQLException {
    try {
      execute("select pg_advisory_lock(" + name(kind) + ")");
    } catch (SQLException refused) {
      if (NOT_AVAILABLE.equals(refused.getSQLState())) {
        throw new StoreException(
            "The database " + database + " is in use by another node: " + holder(kind) + ".",
            refused);
      }
      throw refused;
    }
  }

  private static String name(int kind) {
    return kind + ", " + SCHEMA + "::int4";
  }

  private String holder(int kind) throws SQLException {
    var question =
        "select l.pid, coalesce(a.application_name, ''), coalesce(host(a.client_addr), 'local')"
            + " from pg_locks l left join pg_stat_activity a on a.pid = l.pid"
            + " where l.locktype = 'advisory' and l.granted and l.objsubid = 2"
            + " and l.database = (select oid from pg_database where datname = current_database())"
            + (" and l.classid = " + kind + " and l.objid = " + SCHEMA);
    try (var statement = session.createStatement();
        var row = statement.executeQuery(question)) {
      return row.next()
          ? "session %d, \"%s\", from %s"
              .formatted(row.getLong(1), row.getString(2), row.getString(3))
          : "it has just given it back";
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public Optional<String> admission() {
    // That the number can be had says that the owner's session is gone. Dividing by what a volatile
    // function gives is the shortest way to fail that a planner cannot take before its time.
    return Optional.of(
        ("select pg_advisory_lock_shared(" + name(MEMBER) + ");")
            + (" select 1 / (case when pg_try_advisory_lock_shared(" + presence + ")")
            + " then 0 else 1 end)");
  }

  @Override
  public boolean isDurable(Connection pooled) {
    return server.isDurable();
  }

  @Override
  public String promise() {
    return server.promise(database);
  }

  @Override
  public void watch(Consumer<StoreException> lost) {
    var interval = settings.ownershipCheckInterval().toMillis();
    var unused =
        watcher.scheduleWithFixedDelay(() -> look(lost), interval, interval, TimeUnit.MILLISECONDS);
  }

  private void look(Consumer<StoreException> lost) {
    try {
      PostgresqlServer.ask(session).requireFit(database, settings.volatileServerAllowed());
    } catch (SQLException gone) {
      report(
          lost,
          new StoreException(
              "The database %s is not ours any more, its lock's session has ended: %s."
                  .formatted(database, FailureText.of(gone)),
              gone));
    } catch (StoreException unfit) {
      report(lost, unfit);
    }
  }

  private void report(Consumer<StoreException> lost, StoreException why) {
    watcher.shutdown(); // Once is enough.
    if (!closed) {
      lost.accept(why);
    }
  }

  @Override
  public void close() {
    closed = true;
    watcher.shutdown();
    try {
      // The server gives the locks up when it notices; saying so gives them up before we go on.
      if (!session.isClosed()) {
        execute("select pg_advisory_unlock_all()");
      }
    } catch (SQLException gone) {
      // Then the locks are gone with the session.
    } finally {
      closeSession();
    }
  }

  private void closeSession() {
    try {
      session.close();
    } catch (SQLException gone) {
      // It is closed, which is all that was wanted.
    }
  }
}
