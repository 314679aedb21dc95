package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.verify.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
      "select l.entry_index, l.entry, j.event_ser_manifest from log_entry l"
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
    var checkpoint = reader.checkpoint();
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    var head = checkpoint.get().checkpoint().head();
    reader.objection(checkpoint.get()).ifPresent(why -> fail("the log", why));
    while (next < head.size()) {
      var before = next;
      readPage(head.size());
      if (next == before) {
        fail("entry " + next, "is missing");
        return Optional.of(next);
      }
      progress.accept(next);
    }
    if (!range.root().equals(head.root())) {
      fail("the log", "its entries have another root than the one that was signed");
    }
    return Optional.of(next);
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
    var entry = row.getBytes(2);
    range.append(entry);
    try {
      if (LogEntry.decode(entry) instanceof Anchor anchor) {
        compare(anchor, row.getString(3));
      }
    } catch (MalformedJsonException | ContractViolationException damaged) {
      fail("entry " + next, "is no entry: " + Bytes.copyOf(entry).size() + " bytes");
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
