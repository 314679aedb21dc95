package io.executionplane.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.sample.RecordedRequest;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our verifier and the one in another language, on the same directories. */
class TwoVerifiersTest {

  private static final long SEED = 20_261_120;
  private static final int DAMAGES_OF_A_KIND = 20;

  /** Whatever is changed in these shows, even if the manifest is made to fit. */
  private static final Set<ExportDamage> SHOWN_BY_THE_RECORD =
      Set.of(
          ExportDamage.EVENT_FLIPPED,
          ExportDamage.LOG_OF_ANOTHER,
          ExportDamage.ERASURE_HIDDEN,
          ExportDamage.CONTENT_OF_ERASED);

  @TempDir private Path directory;

  private final List<Path> sound = new ArrayList<>();
  private Path other;

  @BeforeEach
  void export() {
    sound.add(export(SampleRecord.accepted("accepted"), "accepted", Content.INCLUDED));
    sound.add(export(SampleRecord.rejected("rejected"), "rejected", Content.INCLUDED));
    sound.add(export(SampleRecord.withOmission("omitted"), "omitted", Content.INCLUDED));
    sound.add(
        export(SampleRecord.accepted("commitments"), "commitments", Content.COMMITMENTS_ONLY));
    sound.add(handedOver());
    sound.add(erased());
    var foreign = SampleRecord.accepted("foreign");
    var log = SampleLog.excerpt(foreign.ref(), foreign.head(), true, SampleLog.key(2), 9);
    other = Exports.write(foreign, Optional.of(log), directory.resolve("other"), Content.INCLUDED);
  }

  private Path export(SampleRecord record, String name, Content content) {
    return Exports.write(record, record.logged(), directory.resolve(name), content);
  }

  private Path handedOver() {
    var record = SampleRecord.accepted("handed-over");
    var log = record.loggedWithHandovers();
    return Exports.write(record, log, directory.resolve("handed-over"), Content.INCLUDED);
  }

  private Path erased() {
    var record = SampleRecord.accepted("erased");
    var log = record.erasedAndLogged();
    return Exports.write(record, log, directory.resolve("erased"), Content.INCLUDED);
  }

  @Test
  void agreeOnWhatIsSound() throws IOException {
    var without = SampleRecord.accepted("without");
    sound.add(
        Exports.write(without, Optional.empty(), directory.resolve("without"), Content.INCLUDED));
    var running = SampleRecord.started("running");
    sound.add(
        Exports.write(
            running,
            Optional.of(SampleLog.excerpt(running.ref(), running.head(), false)),
            directory.resolve("running"),
            Content.INCLUDED));

    var reports = agreeOn(sound);

    assertThat(reports).allSatisfy((path, report) -> assertThat(report.failed()).isEmpty());
    assertThat(reports.get(sound.get(0)).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(reports.get(sound.get(1)).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(reports.get(sound.get(2)).verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(reports.get(sound.get(4)).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(reports.get(sound.get(5)).verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void bothFindEveryDamage() throws IOException {
    var damaged = damaged(false);

    var reports = agreeOn(List.copyOf(damaged.keySet()));

    assertThat(reports)
        .hasSizeGreaterThan(250)
        .allSatisfy(
            (path, report) ->
                assertThat(report.verdict()).as("%s", damaged.get(path)).isEqualTo(Verdict.FAILED));
  }

  @Test
  void agreeWhereTheManifestWasMadeToFitTheDamage() throws IOException {
    var damaged = damaged(true);

    var reports = agreeOn(List.copyOf(damaged.keySet()));

    reports.forEach(
        (path, report) -> {
          if (SHOWN_BY_THE_RECORD.contains(damaged.get(path))) {
            assertThat(report.verdict()).as("%s", path).isEqualTo(Verdict.FAILED);
          }
        });
  }

  @Test
  void bothFindALogThatSpeaksOfSomethingElse() throws IOException {
    var record = SampleRecord.accepted("liar");
    var open =
        Exports.write(
            record,
            Optional.of(SampleLog.excerpt(record.ref(), record.head(), false)),
            directory.resolve("open"),
            Content.INCLUDED);
    var past =
        Exports.write(
            record,
            Optional.of(
                SampleLog.excerpt(record.ref(), new ChainHead(12, record.head().hash()), true)),
            directory.resolve("past"),
            Content.INCLUDED);
    var renamed = export(record, "renamed", Content.INCLUDED);
    Exports.renameLog(renamed, new LogName("example.com/another"));

    var reports = agreeOn(List.of(open, past, renamed));

    assertThat(reports.get(open).failed())
        .extracting(Finding::toString)
        .containsExactly("anchor.json: seq 9 is the end, and the anchor says otherwise");
    assertThat(reports.get(past).failed())
        .extracting(Finding::toString)
        .containsExactly(
            record.ref() + " seq 12: is missing: the end of the chain was cut off after seq 9");
    assertThat(reports.get(renamed).failed())
        .extracting(Finding::place)
        .containsExactly("anchor.json", "checkpoint");
  }

  @Test
  void bothFindAnotherRequestThanTheOneWhoseHashIsRecorded() throws IOException {
    var text = RecordedRequest.toRun("swapped", "rm").text();
    var hash = RecordedRequest.toRun("swapped", "echo").hash();
    var swapped = SampleRecord.rejected("swapped", new RecordedRequest(text, hash));
    var spaced = SampleRecord.rejected("spaced", new RecordedRequest("{ }", Sha256.ofText("{}")));

    var exports =
        List.of(
            export(swapped, "swapped", Content.INCLUDED),
            export(spaced, "spaced", Content.INCLUDED));
    var reports = agreeOn(exports);

    assertThat(exports)
        .extracting(export -> reports.get(export).failed().toString())
        .containsExactly(
            "[%1$s request: has not the request_hash in %1$s seq 1]".formatted(swapped.ref()),
            "[%s request: is not a JSON object in canonical form]".formatted(spaced.ref()));
  }

  private Map<Path, ExportDamage> damaged(boolean repaired) throws IOException {
    var random = new Random(SEED);
    var damaged = new LinkedHashMap<Path, ExportDamage>();
    for (var damage : ExportDamage.values()) {
      for (var i = 0; i < (repaired ? DAMAGES_OF_A_KIND / 2 : DAMAGES_OF_A_KIND); i++) {
        var from = sound.get(i % sound.size());
        if (!damage.isPossible(from)) {
          continue;
        }
        var export = Exports.copy(from, directory.resolve(damage + "-" + i + "-" + repaired));
        damage.to(export, other, random);
        if (!repaired || repair(export)) {
          damaged.put(export, damage);
        }
      }
    }
    return damaged;
  }

  /** Not every damage leaves something to make a manifest of. */
  private static boolean repair(Path export) {
    try {
      Exports.repairManifest(export);
      return true;
    } catch (IOException | RuntimeException impossible) {
      return false;
    }
  }

  /** What our verifier says, which the other one must say as well, if it can be run. */
  private Map<Path, ExportReport> agreeOn(List<Path> exports) throws IOException {
    var reports = new LinkedHashMap<Path, ExportReport>();
    var verifier = new ExportVerifier(SampleLog.trusted());
    exports.forEach(export -> reports.put(export, verifier.verify(export)));
    assumeTrue(
        OtherVerifier.isRunnable(), "skipped, because there is no node 18 or newer on the PATH");
    var answers = OtherVerifier.verify(SampleLog.trusted(), directory, exports);
    var softly = new SoftAssertions();
    for (var i = 0; i < exports.size(); i++) {
      var report = reports.get(exports.get(i));
      var answer = answers.get(i);
      softly
          .assertThat(answer.verdict())
          .as("verdict of %s: %s", exports.get(i), report)
          .isEqualTo(report.verdict().name().toLowerCase(Locale.ROOT));
      softly
          .assertThat(answer.failed())
          .as("failed of %s: %s", exports.get(i), report.failed())
          .isEqualTo(report.failed().stream().map(Finding::place).toList());
    }
    softly.assertAll();
    return reports;
  }

  @Test
  void theOtherOneAsksWhoHoldsAKeyThatComesFromTheExportItself() throws IOException {
    assumeTrue(
        OtherVerifier.isRunnable(), "skipped, because there is no node 18 or newer on the PATH");

    var answers = OtherVerifier.verify(List.of(), directory, List.of(sound.get(0)));

    assertThat(answers)
        .singleElement()
        .satisfies(answer -> assertThat(answer.verdict()).isEqualTo("incomplete"))
        .satisfies(answer -> assertThat(answer.notChecked()).containsExactly("keys"));
    assertThat(Files.exists(directory.resolve("auditor-keys"))).isFalse();
  }
}
