package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.verify.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole log and holds the journal against it: every entry is in the tree that was signed,
 * and every head that was ever anchored is still in the journal, with its hash. So an execution
 * that was removed, and an end that was cut off, are missed by name.
 *
 * <p>It looks at hashes as they are stored beside the events; verifying each execution recomputes
 * them.
 */
public final class LogAudit {

  private static final int PAGE = 1024;

  private static final String QUERY =
      "select l.entry_index, l.entry, j.event_ser_manifest, l.execution_ref, l.seq"
          + " from log_entry l"
          + " left join event_journal j on j.persistence_id = '"
          + PersistenceIds.PREFIX
          + "' || l.execution_ref and j.sequence_number = l.seq"
          + " where l.entry_index >= ? order by l.entry_index fetch first "
          + PAGE
          + " rows only";

  private final DataSource database;
  private final Consumer<Finding> failed;
  private final LongConsumer progress;
  private final CompactRange range = new CompactRange();
  private KeyEntryCheck keys = new KeyEntryCheck(List.of());
  private long next;

  /**
   * An audit.
   *
   * @param failed is told what is wrong, in the order of the log
   * @param progress is told how many entries were read so far
   */
  public LogAudit(DataSource database, Consumer<Finding> failed, LongConsumer progress) {
    this.database = database;
    this.failed = failed;
    this.progress = progress;
  }

  /**
   * Reads the log once, to the size of its checkpoint.
   *
   * @return entries that were read; empty where no log was begun
   */
  public Optional<Long> run() {
    var reader = new LogReader(database);
    try {
      return reader.checkpoint().map(checkpoint -> run(reader, checkpoint));
    } catch (MalformedLogDataException damaged) {
      fail("the log", "is damaged: " + damaged.getMessage());
      return Optional.of(next);
    }
  }

  private long run(LogReader reader, SignedCheckpoint checkpoint) {
    var head = checkpoint.checkpoint().head();
    reader.objection(checkpoint).ifPresent(why -> fail("the log", why));
    keys = new KeyEntryCheck(reader.handovers(head.size()));
    while (next < head.size()) {
      var before = next;
      readPage(head.size());
      if (next == before) {
        fail("entry " + next, "is missing");
        return next;
      }
      progress.accept(next);
    }
    if (!range.root().equals(head.root())) {
      fail("the log", "its entries have another root than the one that was signed");
    }
    return next;
  }

  private void readPage(long size) {
    try (var connection = database.getConnection()) {
      readPage(connection, size);
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  private void readPage(Connection connection, long size) throws SQLException {
    try (var statement = connection.prepareStatement(QUERY)) {
      statement.setLong(1, next);
      try (var rows = statement.executeQuery()) {
        while (next < size && rows.next() && rows.getLong(1) == next) {
          read(rows);
          next++;
        }
      }
    }
  }

  private void read(ResultSet row) throws SQLException {
    var bytes = row.getBytes(2);
    range.append(bytes);
    try {
      var entry = LogEntry.decode(bytes);
      if (entry instanceof Anchor anchor) {
        compare(anchor, row.getString(3));
      }
      requireFiled(NewEntry.of(entry), row);
      keys.objection(next, entry).ifPresent(why -> fail("entry " + next, why));
    } catch (MalformedJsonException | ContractViolationException damaged) {
      fail("entry " + next, "is no entry: " + bytes.length + " bytes");
    }
  }

  /** Entries are found again by what stands beside them: there it must say the same. */
  private void requireFiled(NewEntry entry, ResultSet row) throws SQLException {
    var ref = Optional.ofNullable(row.getString(4));
    var seq = row.getLong(5); // 0 where there is none.
    if (!ref.equals(entry.execution().map(ExecutionRef::text)) || seq != entry.seq()) {
      fail("entry " + next, "is filed under something else than it says");
    }
  }

  private void compare(Anchor anchor, @Nullable String manifest) {
    var place = anchor.execution() + " seq " + anchor.seq();
    if (manifest == null) {
      fail(place, "is missing, and was in the journal when entry " + next + " was logged");
    } else if (!manifest.equals(EvidenceSerializer.FORM + " " + anchor.head())) {
      fail(place, "has another hash than the one that entry " + next + " of the log holds");
    }
  }

  private void fail(String place, String sentence) {
    failed.accept(new Finding(place, sentence));
  }
}
