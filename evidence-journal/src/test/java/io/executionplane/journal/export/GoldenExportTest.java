package io.executionplane.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports as this version once wrote them: whoever kept one can verify it for ever. */
class GoldenExportTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "export", "v1");

  /** Set to write the ones that are missing; those that are there are never changed. */
  private static final String WRITE = "golden.write";

  @TempDir private Path directory;

  /** A kept export, what is in it, and what can be said of it. */
  record Golden(
      String name,
      SampleRecord record,
      Optional<LogExcerpt> log,
      Content content,
      Verdict verdict) {

    static Golden of(SampleRecord record, String name, Verdict verdict) {
      return new Golden(name, record, record.logged(), Content.INCLUDED, verdict);
    }

    Path kept() {
      return GOLDEN.resolve(name);
    }

    void write(Path out) {
      Exports.write(record, log, out, content);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> goldens() {
    var commitments = SampleRecord.accepted("golden-commitments-only");
    var withoutProof = SampleRecord.accepted("golden-no-proof");
    var handedOver = SampleRecord.accepted("golden-handed-over");
    var erased = SampleRecord.accepted("golden-erased");
    return List.of(
        Golden.of(SampleRecord.accepted("golden-accepted"), "accepted", Verdict.VERIFIED),
        Golden.of(SampleRecord.rejected("golden-rejected"), "rejected", Verdict.VERIFIED),
        new Golden(
            "commitments-only",
            commitments,
            commitments.logged(),
            Content.COMMITMENTS_ONLY,
            Verdict.INCOMPLETE),
        Golden.of(
            SampleRecord.withOmission("golden-omitted-middle"),
            "omitted-middle",
            Verdict.INCOMPLETE),
        new Golden(
            "no-proof", withoutProof, Optional.empty(), Content.INCLUDED, Verdict.INCOMPLETE),
        new Golden(
            "handed-over",
            handedOver,
            handedOver.loggedWithHandovers(),
            Content.INCLUDED,
            Verdict.VERIFIED),
        new Golden(
            "erased", erased, erased.erasedAndLogged(), Content.INCLUDED, Verdict.INCOMPLETE));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void isVerifiedAsItWasWhenItWasWritten(Golden golden) throws IOException {
    if (Boolean.getBoolean(WRITE) && Files.notExists(golden.kept())) {
      Files.createDirectories(GOLDEN);
      golden.write(golden.kept());
    }

    var report = new ExportVerifier(SampleLog.trusted()).verify(golden.kept());

    assertThat(report.failed()).isEmpty();
    assertThat(report.verdict()).isEqualTo(golden.verdict());
    assertThat(report.ref()).contains(golden.record().ref());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void wouldBeWrittenTheSameToday(Golden golden) throws IOException {
    var written = directory.resolve("written");

    golden.write(written);

    for (var file : Exports.files(written)) {
      var name = written.relativize(file).toString();
      // Schemas grow, and the manifest has their digest.
      if (!name.startsWith(ExportLayout.SCHEMAS) && !name.equals(ExportLayout.MANIFEST)) {
        assertThat(golden.kept().resolve(name)).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void theOtherVerifierSaysTheSame() throws IOException {
    assumeTrue(
        OtherVerifier.isRunnable(), "skipped, because there is no node 18 or newer on the PATH");
    var goldens = goldens();

    var answers =
        OtherVerifier.verify(
            SampleLog.trusted(), directory, goldens.stream().map(Golden::kept).toList());

    assertThat(answers)
        .extracting(OtherVerifier.Answer::verdict)
        .containsExactlyElementsOf(
            goldens.stream().map(each -> each.verdict().name().toLowerCase(Locale.ROOT)).toList());
    for (var i = 0; i < goldens.size(); i++) {
      var report = new ExportVerifier(SampleLog.trusted()).verify(goldens.get(i).kept());
      assertThat(answers.get(i).notChecked())
          .as("%s", goldens.get(i))
          .isEqualTo(report.notChecked().stream().map(Finding::place).toList());
    }
  }
}
