package io.executionplane.journal.grant;

import io.executionplane.contracts.execution.ExecutionRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the uses of grants that may be used only so often.
 *
 * <p>A use is one conditional update of the grant's row and the name of the execution, in one
 * transaction. So the count is exact however many count at once, on this node or on another that
 * has the same database, and one execution counts once however often it is counted.
 *
 * <p>One thread writes, and takes whatever waits into one transaction. If that collides with
 * another node's, each use is tried again in one of its own.
 *
 * <p>What expired more than {@link #FORGOTTEN_AFTER} ago is forgotten: when the ledger is opened,
 * and then once an hour while it is used. Such a grant is refused before anybody asks for a use.
 */
public final class GrantLedger implements AutoCloseable {

  /**
   * How long after its expiry a grant is still known: far more than the clocks of nodes differ, for
   * by a clock that is behind it holds a little longer.
   */
  public static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(GrantLedger.class);

  /** Uses that wait at most; beyond them one fails at once. */
  private static final int WAITING_MAX = 4096;

  private static final int BATCH_MAX = 256;

  /** Tries of one use: each lost one means that somebody else came farther. */
  private static final int TRIES = 4;

  /** Classes of SQLSTATE (ISO 9075). */
  private static final String INTEGRITY_VIOLATED = "23";

  private static final String ROLLED_BACK = "40";

  private static final Duration FORGET_EVERY = Duration.ofHours(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final DataSource database;
  private final Clock clock;
  private final BlockingQueue<PendingUse> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(GrantLedger::writerThread);
  private Instant forgotten = Instant.MIN;

  private GrantLedger(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens the ledger of a database.
   *
   * @param database a pool; one connection of it is used at a time
   * @param clock tells what has expired
   */
  public static GrantLedger open(DataSource database, Clock clock) {
    var ledger = new GrantLedger(database, clock);
    ledger.writer.execute(ledger::forgetNowAndThen);
    return ledger;
  }

  private static Thread writerThread(Runnable work) {
    var thread = new Thread(work, "grant-ledger");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Counts an execution as one use of a grant, durably. Counting the same execution again changes
   * nothing. Never waits.
   *
   * @return whether the grant had a use left for it; fails if that is not known, and it may then
   *     have been counted
   */
  public CompletionStage<Boolean> use(UseLimit limit, ExecutionRef ref) {
    var use = new PendingUse(limit, ref);
    if (!waiting.offer(use)) {
      use.fail(new IllegalStateException("too many uses of grants wait to be counted"));
      return use.counted();
    }
    try {
      writer.execute(this::countWhatWaits);
    } catch (RejectedExecutionException closed) {
      use.fail(new IllegalStateException("the ledger of grants is closed", closed));
    }
    return use.counted();
  }

  // --- The writer's thread

  private void countWhatWaits() {
    var batch = new ArrayList<PendingUse>();
    waiting.drainTo(batch, BATCH_MAX);
    if (batch.isEmpty()) {
      return; // An earlier turn took it along.
    }
    // In the same order everywhere, so that two nodes do not wait for each other.
    batch.sort(Comparator.comparing(PendingUse::issuer).thenComparing(PendingUse::grantId));
    count(batch);
    forgetNowAndThen();
  }

  private void count(List<PendingUse> batch) {
    try {
      var counted = inTransaction(connection -> countAll(connection, batch));
      for (var i = 0; i < batch.size(); i++) {
        batch.get(i).answer(counted.get(i));
      }
    } catch (SQLException | RuntimeException failed) {
      if (isCollision(failed)) {
        batch.forEach(this::countAlone);
      } else {
        batch.forEach(use -> use.fail(notCounted(failed)));
      }
    }
  }

  private static List<Boolean> countAll(Connection connection, List<PendingUse> batch)
      throws SQLException {
    var counted = new ArrayList<Boolean>();
    for (var use : batch) {
      counted.add(GrantTable.use(connection, use.limit(), use.ref()));
    }
    return counted;
  }

  /** A use that collided with the same one elsewhere finds it there when it looks again. */
  private void countAlone(PendingUse use) {
    for (var left = TRIES - 1; ; left--) {
      try {
        use.answer(inTransaction(connection -> GrantTable.use(connection, use.limit(), use.ref())));
        return;
      } catch (SQLException | RuntimeException failed) {
        if (left == 0 || !isCollision(failed)) {
          use.fail(notCounted(failed));
          return;
        }
      }
    }
  }

  /** Somebody else came first, or the two stood in each other's way. */
  private static boolean isCollision(Exception failed) {
    return failed instanceof SQLException refused
        && refused.getSQLState() != null
        && (refused.getSQLState().startsWith(INTEGRITY_VIOLATED)
            || refused.getSQLState().startsWith(ROLLED_BACK));
  }

  private static RuntimeException notCounted(Exception cause) {
    return new IllegalStateException("a use of a grant could not be counted", cause);
  }

  private void forgetNowAndThen() {
    var now = clock.instant();
    if (forgotten.isAfter(now.minus(FORGET_EVERY))) {
      return;
    }
    forgotten = now;
    try {
      inTransaction(
          connection -> {
            GrantTable.forget(connection, now.minus(FORGOTTEN_AFTER));
            return now;
          });
    } catch (SQLException | RuntimeException failed) {
      LOG.warn("expired grants could not be forgotten; tried again in an hour", failed);
    }
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failed) {
        rollBack(connection, failed);
        throw failed;
      }
    }
  }

  private static void rollBack(Connection connection, Exception why) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      why.addSuppressed(gone); // The database rolls back what is left of a lost connection.
    }
  }

  /**
   * Counts what waits, for a bounded time. The writer is never interrupted: H2 closes its file when
   * that happens to a thread in it.
   */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("uses of grants are still being counted");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    var left = new ArrayList<PendingUse>();
    waiting.drainTo(left);
    left.forEach(use -> use.fail(new IllegalStateException("the ledger of grants is closed")));
  }

  /** What is done in one transaction. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
