package io.executionplane.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.EventRow;
import io.executionplane.journal.verify.EvidenceSource;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceExporterTest {

  @TempDir private Path directory;

  private Path export(SampleRecord record, Optional<LogExcerpt> log, Content content) {
    var out = directory.resolve("out");
    new EvidenceExporter(record).export(record.ref(), log, out, content, ExportProgress.ignored());
    return out;
  }

  private static ExportReport verify(Path out) {
    return new ExportVerifier(SampleLog.trusted()).verify(out);
  }

  @Test
  void verifiesWhatItExportedWithoutAnyDoubt() {
    var record = SampleRecord.accepted("sound");

    var report = verify(export(record, record.logged(), Content.INCLUDED));

    assertThat(report.failed()).isEmpty();
    assertThat(report.notChecked()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(report.ref()).contains(record.ref());
    assertThat(report.checked())
        .extracting(Finding::place)
        .contains("proof.tlog-proof", "checkpoint", "manifest.json", record.ref() + " stdout");
  }

  @Test
  void asksWhoHoldsAKeyThatComesFromTheExportItself() {
    var record = SampleRecord.accepted("own-keys");
    var out = export(record, record.logged(), Content.INCLUDED);

    var report = new ExportVerifier(List.of()).verify(out);

    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.notChecked())
        .singleElement()
        .asString()
        .startsWith("keys: who holds the key " + SampleLog.NAME + "+");
  }

  @Test
  void failsACheckpointThatNoKeyOfTheAuditorSigned() {
    var record = SampleRecord.accepted("other-key");
    var out = export(record, record.logged(), Content.INCLUDED);

    var report = new ExportVerifier(List.of(SampleLog.key(2).verifier())).verify(out);

    assertThat(report.failed())
        .extracting(Finding::toString)
        .containsExactly("checkpoint: no known key of the log signed it");
  }

  @Test
  void checksRootsWithoutContentWhereOnlyCommitmentsWereWanted() {
    var record = SampleRecord.accepted("commitments");

    var out = export(record, record.logged(), Content.COMMITMENTS_ONLY);

    var report = verify(out);
    assertThat(out.resolve("output/stdout")).isDirectoryNotContaining("glob:**.bin");
    assertThat(out.resolve("output/stdout/chunks.jsonl")).content().doesNotContain("salt");
    assertThat(report.failed()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.checked())
        .extracting(Finding::toString)
        .contains(record.ref() + " stdout: 3 chunks: root");
  }

  @Test
  void keepsTheProofOfWhatWasErased() {
    var record = SampleRecord.accepted("erased").erase(StreamName.STDOUT, 1);
    var log =
        SampleLog.beganWith(SampleLog.KEY)
            .anchored(record)
            .erased(record.ref(), StreamName.STDOUT, 1, 2)
            .excerpt(record.ref());

    var report = verify(export(record, Optional.of(log), Content.INCLUDED));

    assertThat(report.failed()).isEmpty();
    assertThat(report.notChecked())
        .extracting(Finding::place)
        .containsExactly(record.ref() + " stdout chunk 1", record.ref() + " stdout");
  }

  @Test
  void saysThatThereIsNoProofWhereTheStoreHasNoLog() {
    var record = SampleRecord.rejected("no-log");

    var out = export(record, Optional.empty(), Content.INCLUDED);

    assertThat(out.resolve("manifest.json"))
        .content()
        .contains("\"missing\":[{\"what\":\"proof\",\"why\":\"no_log\"}]");
    assertThat(out.resolve("anchor.json")).doesNotExist();
    assertThat(verify(out).verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void saysThatAnExecutionWasNotAnchoredYet() {
    var record = SampleRecord.started("not-anchored");
    var log = new LogExcerpt(SampleLog.NAME, List.of(SampleLog.KEY.verifier()));

    var out = export(record, Optional.of(log), Content.INCLUDED);

    assertThat(out.resolve("manifest.json")).content().contains("not_anchored");
    assertThat(verify(out).failed()).isEmpty();
  }

  @Test
  void writesIntoAnEmptyDirectoryAndLeavesAFullOneAlone() throws IOException {
    var record = SampleRecord.rejected("full");
    Files.createDirectory(directory.resolve("out"));
    var out = export(record, Optional.empty(), Content.INCLUDED);

    assertThatThrownBy(() -> export(record, Optional.empty(), Content.INCLUDED))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("is there already");

    assertThat(verify(out).failed()).isEmpty();
    assertThat(directory).isDirectoryContaining(path -> path.equals(out));
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(out);
    }
  }

  @Test
  void leavesNothingBehindWhereARowHasNoFormInAnExport() throws IOException {
    var record = SampleRecord.rejected("torn");
    var torn = new TornEvents(record);

    assertThatThrownBy(
            () ->
                new EvidenceExporter(torn)
                    .export(
                        record.ref(),
                        Optional.empty(),
                        directory.resolve("out"),
                        Content.INCLUDED,
                        ExportProgress.ignored()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("seq 1 is damaged");

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void tellsHowFarItHasCome() {
    var record = SampleRecord.accepted("progress");
    var told = new ArrayList<List<Long>>();

    new EvidenceExporter(record)
        .export(
            record.ref(),
            record.logged(),
            directory.resolve("out"),
            Content.INCLUDED,
            (events, chunks, bytes) -> told.add(List.of(events, chunks, bytes)));

    assertThat(told).hasSize(9 + 5).endsWith(List.of(9L, 5L, 248L));
  }

  @Test
  void followsNoLinkOutOfTheDirectory() throws IOException {
    var record = SampleRecord.accepted("link");
    var out = export(record, record.logged(), Content.INCLUDED);
    var content = out.resolve("output/stderr/00000000.bin");
    var elsewhere = Files.move(content, directory.resolve("elsewhere"));
    Files.createSymbolicLink(content, elsewhere);

    var report = verify(out);

    assertThat(report.failed())
        .extracting(Finding::toString)
        .containsExactly(record.ref() + " stderr chunk 0: its content is missing");
  }

  @Test
  void saysThatSomethingThatIsNoDirectoryCannotBeChecked() throws IOException {
    var file = Files.writeString(directory.resolve("file"), "");

    assertThat(verify(file).verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(verify(directory).failed())
        .extracting(Finding::toString)
        .containsExactly("manifest.json: is missing");
  }

  /** A record whose first event has a line feed in it. */
  private record TornEvents(SampleRecord record) implements EvidenceSource {

    @Override
    public Iterator<EventRow> events(ExecutionRef ref) {
      return List.of(new EventRow(1, new byte[] {'{', '\n', '}'})).iterator();
    }

    @Override
    public List<String> streams(ExecutionRef ref) {
      return List.of();
    }

    @Override
    public Iterator<ChunkRow> chunks(ExecutionRef ref, String stream) {
      return record.chunks(ref, stream);
    }
  }
}
