package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.read.ProgressListener;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What is in a journal, in numbers.
 *
 * @param executions how many there are, the damaged among them
 * @param statuses how many of each status
 * @param lanes how many of each lane; of requests that name none under {@link #NONE}
 * @param tenants how many of each tenant
 * @param damaged how many cannot be read to their end, and are counted under no status
 * @param foreignRecords records that are no execution's
 * @param events rows of the journal, whatever they are
 * @param eventBytes bytes of evidence in them
 * @param chunks stored pieces of streams
 * @param chunkBytes bytes in them
 * @param erasedChunks pieces of which only the commitment is left
 * @param first when the first event of any execution was written
 * @param last when the last event of any execution was written
 */
public record JournalStats(
    long executions,
    Map<ExecutionStatus, Long> statuses,
    SortedMap<String, Long> lanes,
    SortedMap<String, Long> tenants,
    long damaged,
    long foreignRecords,
    long events,
    long eventBytes,
    long chunks,
    long chunkBytes,
    long erasedChunks,
    Optional<Instant> first,
    Optional<Instant> last) {

  /** Stands for executions without a lane. */
  public static final String NONE = "(none)";

  /** Stands for every name after the first {@link #NAMES_MAX}. */
  public static final String OTHERS = "(others)";

  /** Most lanes and most tenants that are told apart. */
  public static final int NAMES_MAX = 1000;

  public JournalStats {
    statuses = Collections.unmodifiableMap(new EnumMap<>(statuses));
    lanes = Collections.unmodifiableSortedMap(new TreeMap<>(lanes));
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
  }

  /**
   * Counts. Reads every event once, one execution at a time.
   *
   * @throws io.executionplane.journal.verify.EvidenceUnreadableException if the database does not
   *     answer
   */
  public static JournalStats of(DataSource dataSource, ProgressListener progress) {
    var counting = new Counting(dataSource);
    counting.count(progress);
    return counting.stats();
  }

  /** Adds up. Holds a count for each name, at most {@link #NAMES_MAX}. */
  private static final class Counting {

    private final JournalRows rows;
    private final StateReplay replay;
    private final Map<ExecutionStatus, Long> statuses = new EnumMap<>(ExecutionStatus.class);
    private final SortedMap<String, Long> lanes = new TreeMap<>();
    private final SortedMap<String, Long> tenants = new TreeMap<>();
    private long executions;
    private long damaged;
    private long foreign;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    Counting(DataSource dataSource) {
      this.rows = new JournalRows(dataSource);
      this.replay = new StateReplay(new JdbcEvidenceSource(dataSource));
    }

    void count(ProgressListener progress) {
      var total = rows.recordCount();
      var done = 0L;
      for (var records = rows.records(); records.hasNext(); ) {
        PersistenceIds.refOf(records.next()).ifPresentOrElse(this::count, () -> foreign++);
        done++;
        progress.onProgress(done, Math.max(done, total));
      }
    }

    private void count(ExecutionRef ref) {
      executions++;
      try {
        replay.whole(ref).ifPresent(this::count);
      } catch (UnreplayableException broken) {
        damaged++;
      }
    }

    private void count(KnownState known) {
      known.status().ifPresent(status -> statuses.merge(status, 1L, Long::sum));
      var subject = known.state().subject();
      count(lanes, subject.flatMap(of -> Optional.ofNullable(of.laneId())).orElse(NONE));
      subject.ifPresent(of -> count(tenants, of.tenantId()));
      known.state().admittedAt().ifPresent(this::sawBeginning);
      last = last.filter(until -> until.isAfter(known.at())).or(() -> Optional.of(known.at()));
    }

    private void sawBeginning(Instant at) {
      first = first.filter(from -> from.isBefore(at)).or(() -> Optional.of(at));
    }

    private static void count(SortedMap<String, Long> counts, String name) {
      var known = counts.containsKey(name) || counts.size() < NAMES_MAX;
      counts.merge(known ? name : OTHERS, 1L, Long::sum);
    }

    JournalStats stats() {
      var events = rows.events();
      var chunks = rows.chunks();
      return new JournalStats(
          executions,
          statuses,
          lanes,
          tenants,
          damaged,
          foreign,
          events[0],
          events[1],
          chunks[0],
          chunks[1],
          chunks[2],
          first,
          last);
    }
  }
}
