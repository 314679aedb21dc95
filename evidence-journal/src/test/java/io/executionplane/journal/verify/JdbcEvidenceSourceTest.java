package io.executionplane.journal.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcEvidenceSourceTest {

  private final RandomRecord record = RandomRecord.whole(42);

  @Parameter TestDatabase database;
  @TempDir private Path directory;
  private JournalStore journal;

  @BeforeEach
  void storeRecord() throws Exception {
    journal = JournalStore.open(database.settings(directory));
    Rows.write(journal.dataSource(), record.history());
    try (var store = JdbcOutputStore.start(journal.dataSource())) {
      for (var stream : record.evidence.chunks.entrySet()) {
        var chunks = stream.getValue().stream().map(row -> chunk(stream.getKey(), row)).toList();
        store.append(chunks).toCompletableFuture().get(10, SECONDS);
      }
    }
  }

  @AfterEach
  void closeJournal() {
    if (journal != null) { // Where the test is skipped there is none.
      journal.close();
    }
  }

  private Chunk chunk(String stream, ChunkRow row) {
    return new Chunk(
        record.ref(),
        new StreamName(stream),
        row.index(),
        row.offset(),
        row.atMicros(),
        ByteString.fromArray(row.salt()),
        ByteString.fromArray(row.bytes()),
        Sha256.ofHash(row.commitment()));
  }

  private VerificationReport verify() {
    var source = new JdbcEvidenceSource(journal.dataSource());
    return new ExecutionVerifier(source, record.anchored()).verify(record.ref());
  }

  private int execute(String sql, byte[]... bytes) throws SQLException {
    try (var connection = journal.dataSource().getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < bytes.length; i++) {
        statement.setBytes(i + 1, bytes[i]);
      }
      return statement.executeUpdate();
    }
  }

  private List<String> failuresAfter(String sql, byte[]... bytes) throws SQLException {
    assertThat(execute(sql, bytes)).isPositive();
    return verify().failed().stream().map(Finding::toString).toList();
  }

  @Test
  void verifiesWhatIsStored() {
    assertThat(verify().failed()).isEmpty();
    assertThat(verify().verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void seesAnEventThatIsGone() throws Exception {
    assertThat(failuresAfter("delete from event_journal where sequence_number = 3"))
        .contains(record.ref() + " seq 3: is missing");
  }

  @Test
  void readsRowsThatTheJournalTakesForDeletedToo() throws Exception {
    assertThat(failuresAfter("update event_journal set deleted = true")).isEmpty();
  }

  @Test
  void seesAnEventWhoseBytesWereChanged() throws Exception {
    assertThat(
            failuresAfter(
                "update event_journal set event_payload = ? where sequence_number = 2",
                new byte[] {'{', '}'}))
        .first()
        .asString()
        .startsWith(record.ref() + " seq 2: is not an event: ");
  }

  @Test
  void readsNoMoreOfARowThanCanBeRight() throws Exception {
    execute(
        "update event_journal set event_payload = ? where sequence_number = 2", new byte[400_000]);

    var rows = new JdbcEvidenceSource(journal.dataSource()).events(record.ref());
    rows.next();

    assertThat(rows.next().bytes()).hasSize(16 * 1024 + 1);
  }

  @Test
  void seesAChunkThatIsGone() throws Exception {
    assertThat(
            failuresAfter("delete from output_chunk where stream = 'stdout' and chunk_index = 0"))
        .first()
        .isEqualTo(record.ref() + " stdout chunk 0: is missing");
  }

  @Test
  void seesAChunkWhoseBytesWereChanged() throws Exception {
    assertThat(
            failuresAfter(
                "update output_chunk set bytes = ? where stream = 'stdin' and chunk_index = 0",
                new byte[1]))
        .first()
        .isEqualTo(record.ref() + " stdin chunk 0: its content does not match its commitment");
  }

  @Test
  void seesAStreamThatNoEventSpeaksOf() throws Exception {
    assertThat(
            failuresAfter(
                "insert into output_chunk select execution_ref, 'body', chunk_index, chunk_offset,"
                    + " at_micros, salt, commitment, bytes from output_chunk"
                    + " where stream = 'stdout'"))
        .containsExactly(
            record.ref() + " body: chunks are stored of it, but no event speaks of it");
  }

  @Test
  void doesNotVouchForWhatIsErased() throws Exception {
    assertThat(failuresAfter("update output_chunk set salt = null, bytes = null")).isEmpty();
    assertThat(verify().verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void saysSoIfTheDatabaseCannotBeRead() {
    var source = new JdbcEvidenceSource(journal.dataSource());
    journal.close();

    var report = new ExecutionVerifier(source, record.anchored()).verify(record.ref());

    assertThat(report.failed()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.notChecked())
        .singleElement()
        .asString()
        .startsWith(record.ref() + ": what comes after it: the database cannot be read");
  }
}
