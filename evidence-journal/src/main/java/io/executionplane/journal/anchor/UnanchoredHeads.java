package io.executionplane.journal.anchor;

import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.UnreadableEventException;
import io.executionplane.journal.read.JournalMark;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds executions that have come farther than the log knows: what was recorded before there was a
 * log, and what a writer that died did not get to.
 */
public final class UnanchoredHeads {

  private static final String QUERY =
      "select j.ordering, j.event_ser_id, j.event_ser_manifest, j.event_payload"
          + " from event_journal j"
          + " left join log_entry l on l.execution_ref = substring(j.persistence_id, %d)"
          + " and l.seq = j.sequence_number"
          + " where j.ordering > ? and j.persistence_id like '%s%%' and l.entry_index is null"
          + " and not exists (select 1 from event_journal k"
          + " where k.persistence_id = j.persistence_id"
          + " and k.sequence_number = j.sequence_number + 1)"
          + " order by j.ordering fetch first %d rows only";

  private static final int PAGE = 1024;

  /** Name of the mark: everything that stood before it in the journal is anchored. */
  private static final String MARK = "log-anchored";

  private final DataSource database;
  private final JournalMark mark;
  private long settled;
  private long found;

  public UnanchoredHeads(DataSource database) {
    this.database = database;
    this.mark = new JournalMark(database, MARK);
  }

  /** Notes how far the journal has come, while nobody else writes to it. */
  void begin() {
    settled = mark.place();
    found = lastPlace();
  }

  /** The place up to which everything is known to be anchored. */
  long settled() {
    return settled;
  }

  /**
   * Everything that was there at {@link #begin} is anchored now. What came later may still be under
   * way in a transaction that began before, so the mark does not move beyond.
   */
  void settle() {
    if (found > settled) {
      mark.moveTo(found);
      settled = found;
    }
  }

  private long lastPlace() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(ordering) from event_journal")) {
      return rows.next() ? rows.getLong(1) : 0; // A maximum over nothing is null, read as 0.
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  /**
   * One page of them, by their place in the journal.
   *
   * @param after the place after which to look: {@link Page#last} of the page before, 0 for the
   *     first
   */
  public Page page(long after) {
    var heads = new ArrayList<AnchoredHead>();
    var last = after;
    var rowCount = 0;
    var prefix = PersistenceIds.PREFIX;
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(QUERY.formatted(prefix.length() + 1, prefix, PAGE))) {
      statement.setLong(1, after);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          rowCount++;
          last = rows.getLong(1);
          readable(rows.getInt(2), rows.getString(3), rows.getBytes(4)).ifPresent(heads::add);
        }
      }
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
    return new Page(heads, last, rowCount < PAGE);
  }

  /** A row that cannot be read is the verifier's to report; there is no head to anchor. */
  private static Optional<AnchoredHead> readable(int serializer, String manifest, byte[] payload) {
    try {
      return Optional.of(AnchoredHead.of(EvidenceSerializer.read(serializer, manifest, payload)));
    } catch (UnreadableEventException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Some of them.
   *
   * @param last where the next page begins
   * @param isLast whether there is none
   */
  public record Page(List<AnchoredHead> heads, long last, boolean isLast) {}
}
