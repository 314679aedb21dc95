package io.executionplane.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.execution.StreamRecord.Omission.Reason;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events whose chain is sound, and that say of a stream what is not so. */
class StreamClaimsTest {

  private static final Sha256 OTHER = Sha256.of(new byte[] {1});

  private ToldStream told;

  @BeforeEach
  void storeThreeChunks() {
    told = new ToldStream().stored("ab").stored("cd").stored("e");
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }

  private List<String> failures() {
    return lines(told.verifyEnded().failed());
  }

  private String stdout(String rest) {
    return told.ref() + " stdout" + rest;
  }

  private String seq(int seq, String rest) {
    return told.ref() + " seq " + seq + ": " + rest;
  }

  // --- What is so

  @Test
  void believesWhatIsSo() {
    told.toldOf(0, 4, 2).toldOf(4, 5, 3).toldClosed(told.record(3, 5, 5, "abcde"));

    var report = told.verifyEnded();

    assertThat(report.failed()).isEmpty();
    assertThat(lines(report.checked()))
        .contains(
            stdout(": SHA-256 of all 5 bytes"), stdout(": 3 chunks: commitments, offsets, root"));
  }

  @Test
  void takesNeighbouringRangesForOne() {
    told.toldClosed(
        told.record(
            3,
            9,
            5,
            "abcde????",
            new Omission(new ByteRange(5, 7), Reason.CAPTURE_LIMIT),
            new Omission(new ByteRange(7, 9), Reason.STORE_FAILED)));

    assertThat(failures()).isEmpty();
  }

  @Test
  void doesNotMindAChunkThatIsStoredThoughStoringItWasTakenAsFailed() {
    told.toldClosed(
        told.record(2, 9, 4, "abcde????", new Omission(new ByteRange(4, 9), Reason.STORE_FAILED)));

    var report = told.verifyEnded();

    assertThat(report.failed()).isEmpty();
    assertThat(lines(report.notChecked()))
        .contains(stdout(" chunk 2: is stored after all, though storing it was taken as failed"));
  }

  // --- What is not so

  @Test
  void refusesARecordOfAPartThatCountsNoMoreChunks() {
    told.toldOf(0, 4, 2).toldOf(0, 4, 2).toldClosed(told.record(3, 5, 5, "abcde"));

    assertThat(failures()).containsExactly(seq(5, "counts no more chunks of stdout than before"));
  }

  @Test
  void refusesOtherBytesThanTheChunksHave() {
    told.toldOf(1, 4, 2).toldOf(4, 6, 3).toldClosed(told.record(3, 5, 5, "abcde"));

    assertThat(failures())
        .containsExactly(
            seq(4, "names other bytes of stdout than its chunks have: 0 to 4"),
            seq(5, "names other bytes of stdout than its chunks have: 4 to 5"));
  }

  @Test
  void refusesAnotherRootAndSaysSoOnce() {
    told.told(new OutputRecorded(ToldStream.STREAM, 0, 4, 2, OTHER))
        .told(new OutputRecorded(ToldStream.STREAM, 4, 5, 3, OTHER))
        .toldClosed(told.record(3, 5, 5, "abcde"));

    assertThat(failures())
        .containsExactly(
            stdout(": the root over its 2 chunks is not the one in " + told.ref() + " seq 4"));
  }

  @Test
  void refusesAnEndThatCountsFewerChunksThanBefore() {
    told.toldOf(0, 5, 3).toldClosed(told.record(2, 4, 4, "abcd"));

    assertThat(failures()).contains(seq(5, "counts fewer chunks of stdout than before"));
  }

  @Test
  void refusesAnotherNumberOfStoredBytes() {
    told.toldClosed(
        told.record(3, 5, 4, "abcde", new Omission(new ByteRange(4, 5), Reason.CAPTURE_LIMIT)));

    assertThat(failures())
        .contains(stdout(": 5 bytes are stored, but " + told.ref() + " seq 4 says 4"));
  }

  @Test
  void refusesAnotherGapThanIsThere() {
    told.storedAt(8, "xy")
        .toldClosed(
            told.record(
                4, 10, 7, "abcde???xy", new Omission(new ByteRange(4, 7), Reason.CAPTURE_LIMIT)));

    assertThat(failures())
        .containsExactly(
            stdout(": what is not stored of it is not what " + told.ref() + " seq 4 declares"));
  }

  @Test
  void refusesAnotherDigest() {
    told.toldClosed(told.record(3, 5, 5, "abcdf"));

    assertThat(failures())
        .containsExactly(stdout(": its SHA-256 is not the one in " + told.ref() + " seq 4"));
  }

  @Test
  void refusesToHearOfAStreamThatWasClosed() {
    told.toldClosed(told.record(3, 5, 5, "abcde")).toldClosed(told.record(3, 5, 5, "abcde"));

    assertThat(failures()).contains(seq(5, "speaks of stdout, which was closed before"));
  }

  @Test
  void refusesAnotherStreamAsTheRequest() {
    var rejected =
        History.of("rejected")
            .and(
                new AdmissionRejected(
                    Sha256.of(),
                    ToldStream.emptyStream(StreamName.STDOUT),
                    Provenance.nodeAdmitted(),
                    Optional.empty(),
                    Rejection.of(RejectionReason.CAPACITY_EXHAUSTED, "the node is full")));
    var evidence = new MemoryEvidence();
    evidence.events.add(new EventRow(1, rejected.events().get(0).canonical()));

    var report = new ExecutionVerifier(evidence, HeadAnchors.none()).verify(rejected.ref());

    assertThat(lines(report.failed()))
        .containsExactly(rejected.ref() + " seq 1: names another stream as its request: stdout");
  }

  @Test
  void refusesMoreStreamsThanAnyExecutionHas() {
    told = new ToldStream();
    for (var i = 0; i < 256; i++) {
      told.told(new StreamClosed(ToldStream.emptyStream(new StreamName("s" + i))));
    }

    assertThat(failures()).containsExactly(seq(259, "names more than 256 streams"));
  }

  // --- What nobody says

  @Test
  void reportsChunksThatNoEventCoversYet() {
    told.toldOf(0, 2, 1);

    var report = told.verify();

    assertThat(report.failed()).isEmpty();
    assertThat(lines(report.notChecked()))
        .contains(
            stdout(": its end: no event closes it"),
            stdout(" chunk 1: no event covers it, nor the 1 after it"));
  }

  @Test
  void doesNotBlameALostExecutionForAStreamThatNobodySpokeOf() {
    told.told(Payloads.lost());

    var report = told.verify();

    assertThat(report.failed()).isEmpty();
    assertThat(lines(report.notChecked()))
        .contains(stdout(": chunks are stored of it, but no event speaks of it yet"));
  }

  @Test
  void looksIntoNothingThatAChangedEventSays() {
    told.toldOf(0, 4, 2).toldClosed(told.record(3, 5, 5, "abcde"));
    told.verifyEnded();
    var lie = "\"chunk_count\":9";
    told.evidence.changeEvent(
        3, bytes -> text(bytes).replace("\"chunk_count\":2", lie).getBytes(StandardCharsets.UTF_8));

    var report =
        new ExecutionVerifier(told.evidence, HeadAnchors.none()).verify(told.history().ref());

    assertThat(lines(report.failed()))
        .containsExactly(seq(5, "prev does not match the hash of seq 4"));
    assertThat(lines(report.notChecked()))
        .contains(seq(4, "what it says about streams: its hash is in doubt"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  // --- Chunks that no recorder writes

  private List<String> failuresWith(int chunk, UnaryOperator<ChunkRow> change) {
    told.toldClosed(told.record(3, 5, 5, "abcde"));
    told.evidence.changeChunk("stdout", chunk, change);
    return failures();
  }

  @Test
  void refusesASecondChunkAtAPlaceThatIsTaken() {
    told.toldClosed(told.record(3, 5, 5, "abcde"));
    var rows = told.evidence.chunks.get("stdout");
    rows.add(1, rows.get(0));

    assertThat(failures())
        .containsExactly(stdout(" chunk 0: is there although its place is taken"));
  }

  @Test
  void refusesAPlaceThatNoRecordCanName() {
    assertThat(
            failuresWith(
                2,
                row ->
                    new ChunkRow(2, Long.MAX_VALUE, 2, row.salt(), row.commitment(), row.bytes())))
        .containsExactly(stdout(" chunk 2: cannot begin at 9223372036854775807 after 4"));
  }

  @Test
  void refusesAChunkThatWasReadBeforeItsPredecessor() {
    assertThat(
            failuresWith(
                2, row -> new ChunkRow(2, 4, 0, row.salt(), row.commitment(), row.bytes())))
        .containsExactly(stdout(" chunk 2: was read before the chunk before it"));
  }

  @Test
  void refusesASaltOfAnotherLength() {
    var salt = new byte[31];

    assertThat(
            failuresWith(
                2,
                row ->
                    new ChunkRow(
                        2, 4, 2, salt, Chunk.commitmentOf(salt, row.bytes()).hash(), row.bytes())))
        .contains(stdout(" chunk 2: has no salt of 32 bytes"));
  }

  @Test
  void refusesAChunkThatIsTooLargeOrEmpty() {
    var large = new byte[Chunk.BYTES_MAX + 1];

    assertThat(
            failuresWith(
                2,
                row ->
                    new ChunkRow(
                        2, 4, 2, row.salt(), Chunk.commitmentOf(row.salt(), large).hash(), large)))
        .contains(stdout(" chunk 2: has not 1 to 65536 bytes"));
  }

  @Test
  void refusesAChunkWithoutCommitment() {
    assertThat(failuresWith(1, row -> new ChunkRow(1, 2, 1, row.salt(), null, row.bytes())))
        .contains(stdout(" chunk 1: has no commitment of 32 bytes"));
  }
}
