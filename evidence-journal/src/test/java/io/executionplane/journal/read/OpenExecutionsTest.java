package io.executionplane.journal.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.StoredHistories;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class OpenExecutionsTest extends StoredHistories {

  @Test
  void findsWhatHasNotEnded() throws SQLException {
    var accepted = History.of("request-1").and(Payloads.accepted());
    var running = History.running("request-2").and(Payloads.fact("process.launched"));
    var torn = History.running("request-3");
    write(
        accepted,
        History.of("request-4").and(Payloads.rejected()),
        running,
        History.running("request-5").and(Payloads.lost()),
        torn);
    writeBytes(torn.ref(), 4, EvidenceSerializer.IDENTIFIER, NO_EVENT);

    var open = reader.openExecutions();

    assertThat(open).containsExactly(accepted.ref(), running.ref(), torn.ref());
  }

  @Test
  void doesNotLookAgainAtWhatHasEnded() throws SQLException {
    var ended = History.running("request-1").and(Payloads.completed());
    var running = History.running("request-2");
    write(ended, running);
    store.recover();

    // As if the ended one had never ended: only a search that still looks at it would notice.
    delete(ended.ref(), 4);

    assertThat(reader.openExecutions()).containsExactly(running.ref());
  }

  // --- Steps

  private void delete(ExecutionRef ref, long seq) throws SQLException {
    DataSource source = store.dataSource();
    try (var connection = source.getConnection();
        var statement =
            connection.prepareStatement(
                "delete from event_journal where persistence_id = ? and sequence_number = ?")) {
      statement.setString(1, PersistenceIds.of(ref));
      statement.setLong(2, seq);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
