package io.executionplane.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of executions of which something was erased, or is said to have been. */
class ExportedErasureTest {

  private static final String FIRST_ERASURE = "erasures/00000000.tlog-proof";
  private static final String GONE = "its content is gone, and the log has no erasure of it";

  @TempDir private Path directory;

  private final SampleRecord record = SampleRecord.accepted("erased");
  private final SampleLog log = SampleLog.beganWith(SampleLog.KEY).others(3).anchored(record);

  private SampleLog erased(StreamName stream, long from, long to) {
    return log.erased(record.ref(), stream, from, to).others(2);
  }

  private Path export(Content content) {
    var excerpt = Optional.of(log.excerpt(record.ref()));
    return Exports.write(record, excerpt, directory.resolve("out"), content);
  }

  private static ExportReport verify(Path out) {
    return new ExportVerifier(SampleLog.trusted()).verify(out);
  }

  private static List<String> sentences(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }

  private String place(String streamAndChunk) {
    return record.ref() + " " + streamAndChunk;
  }

  // --- What was erased

  @Test
  void doesNotCheckWhatTheLogSaysWasErasedAndEverythingElse() {
    record.erase(StreamName.STDOUT, 0).erase(StreamName.STDOUT, 1).erase(StreamName.REQUEST, 0);
    erased(StreamName.STDOUT, 0, 2);
    erased(StreamName.REQUEST, 0, 1);

    var report = verify(export(Content.INCLUDED));

    assertThat(sentences(report.failed())).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(sentences(report.checked()))
        .contains(
            place("stdout chunk 0: erased, as entry 5 of the log says"),
            place("stdout chunk 1: erased, as entry 5 of the log says"),
            place("request chunk 0: erased, as entry 8 of the log says"),
            place("stdout: 3 chunks: root"));
    assertThat(report.notChecked())
        .extracting(Finding::place)
        .containsExactlyInAnyOrder(
            place("request chunk 0"),
            place("request"),
            place("request"), // Its hash, which the first event names.
            place("stdout chunk 0"),
            place("stdout chunk 1"),
            place("stdout"));
  }

  @Test
  void isErasedAlsoWhereOnlyCommitmentsWereExported() {
    record.erase(StreamName.STDOUT, 1);
    erased(StreamName.STDOUT, 1, 2);

    var report = verify(export(Content.COMMITMENTS_ONLY));

    assertThat(sentences(report.failed())).isEmpty();
  }

  @Test
  void namesTheFirstOfSeveralErasures() {
    record.erase(StreamName.STDOUT, 1);
    erased(StreamName.STDOUT, 1, 3);
    erased(StreamName.STDOUT, 0, 2);

    assertThat(sentences(verify(export(Content.INCLUDED)).failed()))
        .containsExactly(
            place(
                "stdout chunk 0: it has content, though entry 8 of the log says that it was"
                    + " erased"),
            place(
                "stdout chunk 2: it has content, though entry 5 of the log says that it was"
                    + " erased"));
  }

  // --- What the log does not say

  @Test
  void missesContentThatIsGoneWithoutAnErasure() {
    record.erase(StreamName.STDOUT, 1).erase(StreamName.STDOUT, 2).erase(StreamName.STDERR, 0);
    erased(StreamName.STDOUT, 2, 3);

    assertThat(sentences(verify(export(Content.INCLUDED)).failed()))
        .containsExactly(place("stderr chunk 0: " + GONE), place("stdout chunk 1: " + GONE));
  }

  @Test
  void doesNotKnowWhetherContentWasErasedWhereThereIsNoLog() {
    record.erase(StreamName.STDOUT, 1);

    var out = Exports.write(record, Optional.empty(), directory.resolve("out"), Content.INCLUDED);

    assertThat(sentences(verify(out).failed())).isEmpty();
    assertThat(verify(out).notChecked())
        .extracting(Finding::place)
        .containsExactly(
            place("stdout chunk 1"), place("stdout"), place("seq 1 to 9"), "proof.tlog-proof");
  }

  @Test
  void findsAnErasureThatIsOfAnotherExecution() throws IOException {
    record.erase(StreamName.STDOUT, 1);
    erased(StreamName.STDOUT, 1, 2);
    var out = export(Content.INCLUDED);
    var other = SampleRecord.accepted("other");
    log.anchored(other).erased(other.ref(), StreamName.STDOUT, 1, 2);
    Files.write(out.resolve(FIRST_ERASURE), log.excerpt(other.ref()).erasures().get(0).bytes());
    Exports.repairManifest(out);

    assertThat(sentences(verify(out).failed()))
        .containsExactly(
            FIRST_ERASURE + ": is not an erasure of this execution",
            place("stdout chunk 1: " + GONE));
  }

  @Test
  void findsAnErasureUnderAnotherCheckpoint() throws IOException {
    record.erase(StreamName.STDOUT, 1);
    erased(StreamName.STDOUT, 1, 2);
    var out = export(Content.INCLUDED);
    var later = log.others(1).excerpt(record.ref());
    Files.write(out.resolve(FIRST_ERASURE), later.erasures().get(0).bytes());
    Exports.repairManifest(out);

    assertThat(sentences(verify(out).failed()))
        .containsExactly(
            FIRST_ERASURE + ": is under another checkpoint than proof.tlog-proof",
            place("stdout chunk 1: " + GONE));
  }

  @Test
  void findsAnErasureThatIsNotInTheLog() throws IOException {
    record.erase(StreamName.STDOUT, 1);
    erased(StreamName.STDOUT, 1, 2);
    var out = export(Content.INCLUDED);
    var proof = Files.readString(out.resolve(FIRST_ERASURE));
    Files.writeString(out.resolve(FIRST_ERASURE), proof.replace("index 5\n", "index 4\n"));
    Exports.repairManifest(out);

    assertThat(sentences(verify(out).failed()))
        .containsExactly(
            FIRST_ERASURE + ": does not lead from the entry to the checkpoint",
            place("stdout chunk 1: " + GONE));
  }

  @Test
  void findsSomethingElseInAnErasuresPlace() throws IOException {
    record.erase(StreamName.STDOUT, 1);
    erased(StreamName.STDOUT, 1, 2);
    var out = export(Content.INCLUDED);
    Files.copy(
        out.resolve("checkpoint"), out.resolve(FIRST_ERASURE), StandardCopyOption.REPLACE_EXISTING);
    Exports.repairManifest(out);

    assertThat(verify(out).failed())
        .extracting(Finding::place)
        .containsExactly(FIRST_ERASURE, place("stdout chunk 1"));
  }

  // --- Files

  @Test
  void refusesAManifestThatLeavesANumberOut() throws IOException {
    record.erase(StreamName.STDOUT, 1).erase(StreamName.STDOUT, 2);
    erased(StreamName.STDOUT, 1, 2);
    erased(StreamName.STDOUT, 2, 3);
    var out = export(Content.INCLUDED);
    var manifest = Files.readString(out.resolve("manifest.json"));
    Files.writeString(
        out.resolve("manifest.json"),
        manifest.replace("00000001.tlog-proof", "00000002.tlog-proof"));

    assertThat(verify(out).failed())
        .singleElement()
        .asString()
        .startsWith("manifest.json: is not a manifest");
  }

  @Test
  void findsAnErasureThatTheManifestDoesNotName() throws IOException {
    var out = export(Content.INCLUDED);
    Files.createDirectory(out.resolve("erasures"));
    Files.writeString(out.resolve(FIRST_ERASURE), "");

    assertThat(sentences(verify(out).failed()))
        .containsExactly("erasures: is not part of this export");
  }
}
