package io.executionplane.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionVerifierTest {

  private static final int FLIPS_PER_RECORD = 50;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private static VerificationReport verify(RandomRecord record, EvidenceSource evidence) {
    return new ExecutionVerifier(evidence, record.anchored()).verify(record.ref());
  }

  private static VerificationReport verify(RandomRecord record) {
    return verify(record, record.evidence);
  }

  // --- Sound records

  @ParameterizedTest
  @MethodSource("seeds")
  void findsNothingWrongInASoundRecord(long seed) {
    var record = RandomRecord.whole(seed);

    var report = verify(record);

    assertThat(report.failed()).isEmpty();
    assertThat(report.notChecked()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(report.head())
        .hasValueSatisfying(head -> assertThat(head.seq()).isEqualTo(record.lastSeq()));
    assertThat(report.checked())
        .extracting(Finding::toString)
        .contains(
            record.ref()
                + " seq 1 to "
                + record.lastSeq()
                + ": events: canonical, numbered, linked, in a possible order")
        .anyMatch(line -> line.startsWith(record.ref() + " request: SHA-256 of all "))
        .anyMatch(line -> line.startsWith(record.ref() + " stdout: SHA-256 of all "));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void saysThatItCannotKnowTheDigestOfWhatIsNotStored(long seed) {
    var report = verify(RandomRecord.withGaps(seed));

    assertThat(report.failed()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.notChecked())
        .hasSize(3)
        .allMatch(each -> each.sentence().startsWith("SHA-256 of the whole stream: "));
  }

  @Test
  void saysThatNothingVouchesForTheEndOfAChainWithoutAnchor() {
    var record = RandomRecord.whole(1);

    var report = new ExecutionVerifier(record.evidence, HeadAnchors.none()).verify(record.ref());

    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.notChecked())
        .singleElement()
        .hasToString(
            record.ref()
                + " seq 1 to "
                + record.lastSeq()
                + ": whether this is the end of the chain: no anchor vouches for it");
  }

  @Test
  void doesNotFailAnExecutionThatIsStillOpen() {
    var record = RandomRecord.whole(2);
    var open = record.evidence.copy();
    open.events.subList(4, open.events.size()).clear();

    var report = new ExecutionVerifier(open, HeadAnchors.none()).verify(record.ref());

    assertThat(report.failed()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.notChecked())
        .extracting(Finding::sentence)
        .contains("terminal event: the execution is still open");
  }

  // --- Every single byte

  @ParameterizedTest
  @MethodSource("seeds")
  void findsEveryByteOfAnEventThatWasChanged(long seed) {
    var record = RandomRecord.withGaps(seed);
    var random = new Random(seed);

    for (var flip = 0; flip < FLIPS_PER_RECORD; flip++) {
      var evidence = record.evidence.copy();
      var index = random.nextInt(evidence.events.size());
      evidence.changeEvent(index, bytes -> flipOne(bytes, random));

      var report = verify(record, evidence);

      var seq = record.ref() + " seq " + (index + 1);
      var next = record.ref() + " seq " + (index + 2);
      assertThat(firstFailure(report))
          .as("seed %d flip %d in seq %d: %s", seed, flip, index + 1, report)
          .matches(
              line ->
                  line.startsWith(seq + ": ")
                      || line.equals(
                          next + ": prev does not match the hash of seq " + (index + 1)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsEveryByteOfAChunkThatWasChanged(long seed) {
    var record = RandomRecord.withGaps(seed);
    var random = new Random(seed);

    for (var flip = 0; flip < FLIPS_PER_RECORD; flip++) {
      var evidence = record.evidence.copy();
      var streams = new ArrayList<>(evidence.chunks.keySet());
      var stream = streams.get(random.nextInt(streams.size()));
      var index = random.nextInt(evidence.chunks.get(stream).size());
      evidence.changeChunk(stream, index, row -> flipOne(row, random));

      var report = verify(record, evidence);

      assertThat(firstFailure(report))
          .as("seed %d flip %d in %s chunk %d: %s", seed, flip, stream, index, report)
          .isEqualTo(
              record.ref()
                  + " "
                  + stream
                  + " chunk "
                  + index
                  + ": its content does not match its commitment");
    }
  }

  private static byte[] flipOne(byte[] bytes, Random random) {
    var changed = bytes.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
    return changed;
  }

  private static ChunkRow flipOne(ChunkRow row, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> with(row, flipOne(row.salt(), random), row.commitment(), row.bytes());
      case 1 -> with(row, row.salt(), flipOne(row.commitment(), random), row.bytes());
      default -> with(row, row.salt(), row.commitment(), flipOne(row.bytes(), random));
    };
  }

  private static ChunkRow with(ChunkRow row, byte[] salt, byte[] commitment, byte[] bytes) {
    return new ChunkRow(row.index(), row.offset(), row.atMicros(), salt, commitment, bytes);
  }

  private static String firstFailure(VerificationReport report) {
    return report.failed().isEmpty() ? "nothing failed" : report.failed().get(0).toString();
  }

  // --- Events: dropped, moved, forged

  @ParameterizedTest
  @MethodSource("seeds")
  void findsAnyEventThatWasDropped(long seed) {
    var record = RandomRecord.whole(seed);

    for (var index = 0; index < record.lastSeq(); index++) {
      var evidence = record.evidence.copy();
      evidence.events.remove(index);

      var report = verify(record, evidence);

      assertThat(firstFailure(report))
          .as("seed %d without seq %d", seed, index + 1)
          .startsWith(record.ref() + " seq " + (index + 1) + ": is missing");
    }
  }

  @Test
  void namesEveryEventOfAHole() {
    var record = RandomRecord.whole(3);
    var evidence = record.evidence.copy();
    evidence.events.subList(3, 6).clear();

    var report = verify(record, evidence);

    assertThat(firstFailure(report))
        .isEqualTo(record.ref() + " seq 4: is missing, and so are all up to seq 6");
  }

  @Test
  void seesATailThatWasDroppedByItsAnchor() {
    var record = RandomRecord.whole(4);
    var evidence = record.evidence.copy();
    evidence.events.subList(record.lastSeq() - 3, record.lastSeq()).clear();

    var report = verify(record, evidence);

    assertThat(report.failed())
        .extracting(Finding::toString)
        .contains(
            record.ref()
                + " seq "
                + record.lastSeq()
                + ": is missing: the end of the chain was cut off after seq "
                + (record.lastSeq() - 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsAnyTwoEventsThatChangedPlaces(long seed) {
    var record = RandomRecord.whole(seed);
    var random = new Random(seed);
    var evidence = record.evidence.copy();
    var first = random.nextInt(record.lastSeq() - 1);
    var second = first + 1 + random.nextInt(record.lastSeq() - first - 1);
    evidence.changeEvent(first, bytes -> record.evidence.events.get(second).bytes());
    evidence.changeEvent(second, bytes -> record.evidence.events.get(first).bytes());

    var report = verify(record, evidence);

    assertThat(firstFailure(report))
        .isEqualTo(record.ref() + " seq " + (first + 1) + ": says that it is seq " + (second + 1));
  }

  @Test
  void refusesAnEventAfterTheTerminalOne() {
    var record = RandomRecord.whole(5);
    var evidence = record.evidence.copy();
    var forged = record.history().next(Payloads.fact("process.survived"));
    evidence.events.add(new EventRow(record.lastSeq() + 1, forged.canonical()));

    var report = verify(record, evidence);

    assertThat(firstFailure(report))
        .isEqualTo(
            record.ref()
                + " seq "
                + (record.lastSeq() + 1)
                + ": follows the terminal event, seq "
                + record.lastSeq());
  }

  @Test
  void refusesASecondEventAtAPlaceThatIsTaken() {
    var record = RandomRecord.whole(6);
    var evidence = record.evidence.copy();
    evidence.events.add(3, new EventRow(3, evidence.events.get(2).bytes()));

    var report = verify(record, evidence);

    assertThat(firstFailure(report))
        .isEqualTo(record.ref() + " seq 3: is there although its place is taken");
  }

  @Test
  void refusesAnEventOfAnotherExecution() {
    var record = RandomRecord.whole(7);
    var other = RandomRecord.whole(8);

    var report = new ExecutionVerifier(other.evidence, HeadAnchors.none()).verify(record.ref());

    assertThat(firstFailure(report))
        .isEqualTo(record.ref() + " seq 1: says that it belongs to " + other.ref());
  }

  @Test
  void seesByItsAnchorThatAWholeChainWasRewritten() {
    var record = RandomRecord.whole(9);
    var evidence = record.evidence.copy();
    var last = record.lastSeq() - 1;
    var before = RecordedEvent.read(evidence.events.get(last - 1).bytes()).head();
    var end = RecordedEvent.read(evidence.events.get(last).bytes()).event();
    var rewritten =
        RecordedEvent.next(
            before, EvidenceSubject.of(end), end.emittedAt().plusSeconds(1), end.payload());
    evidence.changeEvent(last, bytes -> rewritten.canonical());

    var report = verify(record, evidence);

    assertThat(firstFailure(report))
        .isEqualTo(
            record.ref()
                + " seq "
                + record.lastSeq()
                + ": its hash is not the one that was kept of it");
    assertThat(report.checked())
        .extracting(Finding::sentence)
        .doesNotContain("the end of the chain has the hash that was kept of it");
  }

  @Test
  void refusesAChainThatBeginsElsewhere() {
    var record = RandomRecord.whole(17);
    var evidence = record.evidence.copy();
    var first = RecordedEvent.read(evidence.events.get(0).bytes()).event();
    var forged =
        RecordedEvent.next(
            new ChainHead(0, Sha256.of()),
            EvidenceSubject.of(first),
            first.emittedAt(),
            first.payload());
    evidence.changeEvent(0, bytes -> forged.canonical());

    assertThat(firstFailure(verify(record, evidence)))
        .isEqualTo(record.ref() + " seq 1: prev is not the beginning of this execution's chain");
  }

  @Test
  void refusesEventsInAnImpossibleOrder() {
    var history = History.of("impossible").and(Payloads.started());
    var evidence = evidenceOf(history);

    var report = new ExecutionVerifier(evidence, HeadAnchors.none()).verify(history.ref());

    assertThat(firstFailure(report))
        .startsWith(history.ref() + " seq 1: cannot follow what happened before: ");
  }

  // --- Chunks: dropped, moved, forged

  @ParameterizedTest
  @MethodSource("seeds")
  void findsAnyChunkThatWasDropped(long seed) {
    var record = RandomRecord.withGaps(seed);

    record.evidence.chunks.forEach(
        (stream, rows) -> {
          for (var index = 0; index < rows.size(); index++) {
            var evidence = record.evidence.copy();
            evidence.chunks.get(stream).remove(index);

            var report = verify(record, evidence);

            assertThat(firstFailure(report))
                .as("seed %d without %s chunk %d", seed, stream, index)
                .isEqualTo(record.ref() + " " + stream + " chunk " + index + ": is missing");
            assertThat(report.failed())
                .as("no root without all leaves, no digest without all bytes")
                .noneMatch(each -> each.sentence().matches("(the root|its SHA).*"));
          }
        });
  }

  @Test
  void findsAChunkThatWasReplacedWithItsCommitment() {
    var record = RandomRecord.whole(10);
    var evidence = record.evidence.copy();
    var forged = "forged".getBytes(StandardCharsets.UTF_8);
    evidence.changeChunk(
        "stdout",
        0,
        row -> {
          var content = row.bytes().clone();
          System.arraycopy(forged, 0, content, 0, Math.min(forged.length, content.length));
          var commitment = Chunk.commitmentOf(row.salt(), content).hash();
          return with(row, row.salt(), commitment, content);
        });

    var report = verify(record, evidence);

    assertThat(firstFailure(report)).startsWith(record.ref() + " stdout: the root over its ");
  }

  @Test
  void findsChunksThatChangedPlaces() {
    var record = recordWithChunks("stdout", 3);
    var evidence = record.evidence.copy();
    var rows = record.evidence.chunks.get("stdout");
    evidence.changeChunk("stdout", 0, row -> at(rows.get(1), 0, row.offset()));
    evidence.changeChunk("stdout", 1, row -> at(rows.get(0), 1, rows.get(1).bytes().length));

    var report = verify(record, evidence);

    assertThat(report.failed())
        .anyMatch(each -> each.toString().startsWith(record.ref() + " stdout: the root over its"));
  }

  @Test
  void findsAChunkThatWasMovedWithinItsStream() {
    var record = recordWithChunks("stdout", 3);
    var evidence = record.evidence.copy();
    evidence.changeChunk("stdout", 1, row -> at(row, 1, row.offset() - 1));

    var report = verify(record, evidence);

    assertThat(firstFailure(report)).startsWith(record.ref() + " stdout chunk 1: cannot begin at ");
  }

  @Test
  void findsAChunkThatNoEventCovers() {
    var record = RandomRecord.whole(11);
    var evidence = record.evidence.copy();
    var rows = evidence.chunks.get("stdout");
    var count = rows.size();
    rows.add(at(rows.get(0), count, 1_000_000));
    evidence.chunks.put("hidden", new ArrayList<>(rows));

    var report = verify(record, evidence);

    assertThat(report.failed())
        .extracting(Finding::toString)
        .containsExactly(
            record.ref() + " stdout chunk " + count + ": no event covers it",
            record.ref() + " hidden: chunks are stored of it, but no event speaks of it");
  }

  @Test
  void doesNotVouchForContentThatIsNotThere() {
    var record = RandomRecord.whole(12);
    var evidence = record.evidence.copy();
    evidence.changeChunk(
        "stdout",
        0,
        row -> new ChunkRow(0, row.offset(), row.atMicros(), null, row.commitment(), null));

    var report = verify(record, evidence);

    assertThat(report.failed()).isEmpty();
    assertThat(report.notChecked())
        .extracting(Finding::toString)
        .contains(record.ref() + " stdout chunk 0: its content is not here, only its commitment");
  }

  // --- Hostile rows

  @Test
  void findsNothingOfAnExecutionThatIsNotThere() {
    var ref = ExecutionRef.derive("default", "nobody");

    var report = new ExecutionVerifier(new MemoryEvidence(), HeadAnchors.none()).verify(ref);

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(firstFailure(report)).isEqualTo(ref + ": there is no event of it");
    assertThat(report.head()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void judgesAnyRowsWithoutThrowing(long seed) {
    var record = RandomRecord.withGaps(seed);
    var random = new Random(seed);

    for (var round = 0; round < 20; round++) {
      var evidence = record.evidence.copy();
      for (var change = 0; change <= random.nextInt(4); change++) {
        deface(evidence, random);
      }

      assertThat(verify(record, evidence).verdict())
          .as("seed %d round %d", seed, round)
          .isEqualTo(Verdict.FAILED);
    }
  }

  private static void deface(MemoryEvidence evidence, Random random) {
    var rows = evidence.chunks.get("stdout");
    var chunk = rows.get(random.nextInt(rows.size()));
    var event = random.nextInt(evidence.events.size());
    switch (random.nextInt(8)) {
      case 0 -> evidence.changeEvent(event, bytes -> new byte[random.nextInt(20_000)]);
      case 1 -> evidence.changeEvent(event, bytes -> json("{\"a\":1e400}"));
      case 2 -> evidence.changeEvent(event, bytes -> json("[".repeat(9_000)));
      case 3 -> evidence.changeEvent(event, bytes -> json("\"\\ud800\""));
      case 4 -> evidence.events.add(new EventRow(random.nextLong(), json("null")));
      case 5 -> rows.add(at(chunk, random.nextLong(), random.nextLong()));
      case 6 -> rows.set(rows.indexOf(chunk), at(chunk, chunk.index(), random.nextLong()));
      default ->
          rows.set(
              rows.indexOf(chunk),
              with(chunk, new byte[random.nextInt(40)], new byte[random.nextInt(40)], new byte[0]));
    }
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void tellsWhyAnEventIsNotOne() {
    var record = RandomRecord.whole(13);
    var reasons = new LinkedHashMap<String, String>();
    reasons.put("{", "is not JSON: ");
    reasons.put("{ }", "is not in canonical form");
    reasons.put("{}", "is not an event: ");
    reasons.put("{\"a\":1e400}", "is not JSON: ");
    reasons.put("\"" + "x".repeat(EvidenceEvent.BYTES_MAX) + "\"", "is longer than 16384 bytes");

    reasons.forEach(
        (content, reason) -> {
          var evidence = record.evidence.copy();
          evidence.changeEvent(2, bytes -> json(content));

          assertThat(firstFailure(verify(record, evidence)))
              .startsWith(record.ref() + " seq 3: " + reason);
        });
  }

  @Test
  void keepsTheReportOfARecordThatIsBrokenEverywhereShort() {
    var evidence = new MemoryEvidence();
    for (var seq = 1; seq <= 5_000; seq++) {
      evidence.events.add(new EventRow(seq, json("null")));
    }

    var report =
        new ExecutionVerifier(evidence, HeadAnchors.none())
            .verify(ExecutionRef.derive("default", "broken"));

    assertThat(report.failed()).hasSize(1_001).last().asString().contains("more like these");
  }

  @Test
  void quotesNamesSoThatNoTerminalObeysThem() {
    var record = RandomRecord.whole(14);
    var evidence = record.evidence.copy();
    evidence.chunks.put("\u001b[2J\u202e", List.of());

    var report = verify(record, evidence);

    assertThat(firstFailure(report)).startsWith(record.ref() + " \\u001b[2J\\u202e: chunks");
  }

  @Test
  void saysSoIfTheRecordCannotBeRead() {
    var record = RandomRecord.whole(15);
    var unreadable = failing(record, new EvidenceUnreadableException("no such disk", null));

    var report = verify(record, unreadable);

    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.notChecked())
        .extracting(Finding::toString)
        .contains(record.ref() + " seq 1: what comes after it: no such disk");
  }

  @Test
  void doesNotPassARecordThatStopsIt() {
    var record = RandomRecord.whole(16);
    var trap = failing(record, new ArithmeticException("unforeseen"));

    assertThat(verify(record, trap).verdict()).isEqualTo(Verdict.FAILED);
  }

  /** Fails when chunks are read. */
  private static EvidenceSource failing(RandomRecord record, RuntimeException failure) {
    return new EvidenceSource() {

      @Override
      public Iterator<EventRow> events(ExecutionRef ref) {
        return record.evidence.events(ref);
      }

      @Override
      public List<String> streams(ExecutionRef ref) {
        return record.evidence.streams(ref);
      }

      @Override
      public Iterator<ChunkRow> chunks(ExecutionRef ref, String stream) {
        throw failure;
      }
    };
  }

  // --- Tools

  private static MemoryEvidence evidenceOf(History history) {
    var evidence = new MemoryEvidence();
    for (var event : history.events()) {
      evidence.events.add(new EventRow(event.event().seq(), event.canonical()));
    }
    return evidence;
  }

  private static ChunkRow at(ChunkRow row, long index, long offset) {
    return new ChunkRow(index, offset, row.atMicros(), row.salt(), row.commitment(), row.bytes());
  }

  private static RandomRecord recordWithChunks(String stream, int count) {
    return LongStream.iterate(100, seed -> seed + 1)
        .mapToObj(RandomRecord::whole)
        .filter(record -> record.evidence.chunks.get(stream).size() >= count)
        .findFirst()
        .orElseThrow();
  }
}
