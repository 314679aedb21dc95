package io.executionplane.journal.export;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.erasure.ContentErasure;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From a database, with the log that is in it. */
@ParameterizedClass
@EnumSource
class StoredExportTest {

  private static final int OTHERS = 300;

  private final SampleRecord record = SampleRecord.accepted("stored");

  @Parameter TestDatabase database;
  @TempDir private Path directory;
  private JournalStore journal;

  @BeforeEach
  void storeRecord() throws Exception {
    var data = Files.createDirectory(directory.resolve("data"));
    journal = JournalStore.open(database.settings(data));
    Rows.write(journal.dataSource(), record.history());
    try (var store = JdbcOutputStore.start(journal.dataSource())) {
      for (var stream : record.chunks.entrySet()) {
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

  private Path export() {
    var out = directory.resolve("out");
    var database = journal.dataSource();
    new EvidenceExporter(new JdbcEvidenceSource(database))
        .export(
            record.ref(),
            LogExcerpt.of(new LogReader(database), record.ref()),
            out,
            Content.INCLUDED,
            ExportProgress.ignored());
    return out;
  }

  private EvidenceLog openLog() {
    return EvidenceLog.open(journal.dataSource(), directory, Clock.systemUTC());
  }

  private static Anchor anchor(EvidenceLog log, ExecutionRef ref, long seq, Sha256 head) {
    return new Anchor(log.name(), ref, seq, head, Anchor.State.TERMINAL, Payloads.NOON);
  }

  @Test
  void provesTheNewestAnchorWithTheKeysOfTheLog() {
    var log = openLog();
    var first = record.history().events().get(0).head();
    var entries = new ArrayList<LogEntry>();
    entries.add(
        new Anchor(log.name(), record.ref(), 1, first.hash(), Anchor.State.OPEN, Payloads.NOON));
    for (var i = 0; i < OTHERS; i++) {
      entries.add(
          anchor(log, ExecutionRef.derive("default", "other-" + i), 1, Sha256.ofText("" + i)));
    }
    entries.add(anchor(log, record.ref(), record.head().seq(), record.head().hash()));
    log.append(entries);

    var report = new ExportVerifier(List.of(log.key())).verify(export());

    assertThat(report.failed()).isEmpty();
    assertThat(report.notChecked()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(directory.resolve("out").resolve(ExportLayout.KEYS))
        .hasContent(log.key().text() + "\n");
  }

  @Test
  void saysHowFarTheLogVouchesWhereTheEndIsNotAnchoredYet() {
    var log = openLog();
    var second = record.history().events().get(1).head();
    log.append(
        List.of(
            new Anchor(
                log.name(), record.ref(), 2, second.hash(), Anchor.State.OPEN, Payloads.NOON)));

    var report = new ExportVerifier(List.of(log.key())).verify(export());

    assertThat(report.failed()).isEmpty();
    assertThat(report.notChecked())
        .singleElement()
        .hasToString(
            record.ref()
                + " seq 3 to 9: whether this is the end of the chain: no anchor vouches for it");
  }

  @Test
  void isBelievedByWhoeverKnowsAnyKeyOfALogThatChangedItsKeyAndErased() {
    var log = openLog();
    var known = new ArrayList<>(List.of(log.key()));
    known.add(log.changeKey("first").added());
    log.append(List.of(anchor(log, record.ref(), record.head().seq(), record.head().hash())));
    new ContentErasure(journal.dataSource(), log)
        .erase(record.ref(), Set.of(StreamName.STDOUT), "asked for");
    known.add(log.changeKey("second").added());
    known.add(log.changeKey("third").added());
    log.append(List.of(anchor(log, ExecutionRef.derive("default", "other"), 1, Sha256.of())));

    var out = export();

    for (var key : known) {
      var report = new ExportVerifier(List.of(key)).verify(out);
      assertThat(report.failed()).as("%s", key).isEmpty();
      assertThat(report.notChecked())
          .extracting(Finding::place)
          .contains(record.ref() + " stdout chunk 0")
          .doesNotContain("keys");
    }
    assertThat(out.resolve(ExportLayout.KEYS))
        .hasContent(known.stream().map(key -> key.text() + "\n").collect(Collectors.joining()));
    assertThat(out.resolve("handovers/00000002.tlog-proof")).exists();
    assertThat(out.resolve("erasures/00000000.tlog-proof")).exists();
  }

  @Test
  void hasNoProofWhereTheLogHasNoAnchorOrThereIsNoLog() {
    assertThat(LogExcerpt.of(new LogReader(journal.dataSource()), record.ref())).isEmpty();

    var log = openLog();

    assertThat(LogExcerpt.of(new LogReader(journal.dataSource()), record.ref()))
        .contains(new LogExcerpt(log.name(), List.of(log.key())));
  }
}
