package io.executionplane.journal.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.erasure.ContentErasure;
import io.executionplane.journal.export.EvidenceExporter;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.export.ExportProgress;
import io.executionplane.journal.export.ExportVerifier;
import io.executionplane.journal.export.LogExcerpt;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is erased of a random record, everything else that could be shown of it can be shown as
 * before: where it is stored, in an export that was made before, and in one that is made
 * afterwards.
 */
@ParameterizedClass
@EnumSource
class ErasedRecordsTest {

  private static final int RECORDS = 20;

  @Parameter private TestDatabase database;

  @TempDir private Path directory;
  private JournalStore store;
  private final List<VerifierKey> auditors = new ArrayList<>();

  @BeforeEach
  void open() {
    store = JournalStore.open(database.settings(directory));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @RepeatedTest(RECORDS)
  void proveEverythingElseAsBefore(RepetitionInfo repetition) throws Exception {
    var seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    var record = random.nextBoolean() ? RandomRecord.whole(seed) : RandomRecord.withGaps(seed);
    store(record);
    var log = EvidenceLog.open(store.dataSource(), directory, Clock.systemUTC());
    auditors.add(log.key());
    var erasure = new ContentErasure(store.dataSource(), log);
    erasure.erase(record.ref(), Set.of(someStream(record, random)), "before");
    var before = verifyStored(record);
    var exportedBefore = export(record, "before");

    var erased = someStreams(record, random);
    if (random.nextBoolean()) {
      auditors.add(log.changeKey("in between").added());
    }
    erasure.erase(record.ref(), erased, "a part of it");

    var after = verifyStored(record);
    assertThat(after.failed()).as("seed %d", seed).isEmpty();
    assertThat(linesOf(after, erased)).as("seed %d", seed).isEqualTo(linesOf(before, erased));
    assertThat(rootsOf(after)).as("seed %d", seed).isEqualTo(rootsOf(before));
    for (var auditor : auditors) {
      assertThat(verify(export(record, "after-" + auditor.keyId()), auditor))
          .as("seed %d, key %s", seed, auditor.keyId())
          .isEmpty();
    }
    assertThat(verify(exportedBefore, auditors.get(0))).as("seed %d", seed).isEmpty();
  }

  // --- The record

  private void store(RandomRecord record) throws Exception {
    Rows.write(store.dataSource(), record.history());
    try (var outputs = JdbcOutputStore.start(store.dataSource())) {
      for (var stream : record.evidence.chunks.entrySet()) {
        var chunks = stream.getValue().stream().map(row -> chunk(record, stream.getKey(), row));
        outputs.append(chunks.toList()).toCompletableFuture().get(20, SECONDS);
      }
    }
  }

  private static Chunk chunk(RandomRecord record, String stream, ChunkRow row) {
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

  private static StreamName someStream(RandomRecord record, Random random) {
    var names = List.copyOf(record.evidence.chunks.keySet());
    return new StreamName(names.get(random.nextInt(names.size())));
  }

  private static Set<StreamName> someStreams(RandomRecord record, Random random) {
    var some = new TreeSet<StreamName>();
    some.add(someStream(record, random));
    some.add(someStream(record, random));
    return some;
  }

  // --- What can be shown

  private VerificationReport verifyStored(RandomRecord record) {
    var log = new LogReader(store.dataSource());
    return new ExecutionVerifier(new JdbcEvidenceSource(store.dataSource()), log, log)
        .verify(record.ref());
  }

  /** What was checked, but for lines about some streams. */
  private static List<String> linesOf(VerificationReport report, Set<StreamName> without) {
    return report.checked().stream()
        .filter(
            line ->
                without.stream().noneMatch(stream -> line.place().endsWith(" " + stream.text())))
        .map(Finding::toString)
        .toList();
  }

  /** The streams whose root was computed and is right, whether their content is there or not. */
  private static List<String> rootsOf(VerificationReport report) {
    return report.checked().stream()
        .filter(line -> line.sentence().endsWith("root"))
        .map(Finding::place)
        .toList();
  }

  private Path export(RandomRecord record, String name) {
    var out = directory.resolve(name);
    new EvidenceExporter(new JdbcEvidenceSource(store.dataSource()))
        .export(
            record.ref(),
            LogExcerpt.of(new LogReader(store.dataSource()), record.ref()),
            out,
            Content.INCLUDED,
            ExportProgress.ignored());
    return out;
  }

  private static List<Finding> verify(Path export, VerifierKey auditor) {
    return new ExportVerifier(List.of(auditor)).verify(export).failed();
  }
}
