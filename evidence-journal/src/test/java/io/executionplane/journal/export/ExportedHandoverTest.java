package io.executionplane.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.log.SigningKey;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of a log whose key was changed, as auditors see them who know one key or another. */
class ExportedHandoverTest {

  private static final String FIRST_HANDOVER = "handovers/00000000.tlog-proof";

  @TempDir private Path directory;

  private final SampleRecord record = SampleRecord.accepted("handed-over");

  private static SampleLog begun() {
    return SampleLog.beganWith(SampleLog.key(1)).others(5);
  }

  private Path export(SampleLog log) {
    var excerpt = Optional.of(log.excerpt(record.ref()));
    return Exports.write(record, excerpt, directory.resolve("out"), Content.INCLUDED);
  }

  private static ExportReport verify(Path out, int... known) {
    return new ExportVerifier(keys(known)).verify(out);
  }

  private static List<VerifierKey> keys(int... numbers) {
    return Arrays.stream(numbers).mapToObj(SampleLog::key).map(SigningKey::verifier).toList();
  }

  private static List<String> failed(ExportReport report) {
    return report.failed().stream().map(Finding::toString).toList();
  }

  // --- Who knows which key

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void isBelievedByWhoeverKnowsOneOfTheKeys(int known) {
    var log =
        begun()
            .handedOverTo(SampleLog.key(2))
            .anchored(record)
            .handedOverTo(SampleLog.key(3))
            .others(300)
            .handedOverTo(SampleLog.key(4))
            .others(2);

    var report = verify(export(log), known);

    assertThat(failed(report)).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void isBelievedUnderTheHandoverItselfByBothKeys() {
    var out = export(begun().anchored(record).handedOverTo(SampleLog.key(2)));

    assertThat(verify(out, 1).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(verify(out, 2).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void asksWhoHoldsTheFirstKeyWhereTheAuditorHasNone() {
    var out = export(begun().handedOverTo(SampleLog.key(2)).anchored(record));

    var report = verify(out);

    assertThat(failed(report)).isEmpty();
    assertThat(report.notChecked())
        .singleElement()
        .asString()
        .startsWith("keys: who holds the key " + id(SampleLog.key(1)));
  }

  private static String id(SigningKey key) {
    return key.verifier().name() + "+" + key.verifier().keyId();
  }

  @Test
  void isNotBelievedByWhoeverKnowsAnotherKey() {
    var out = export(begun().handedOverTo(SampleLog.key(2)).anchored(record));

    assertThat(failed(verify(out, 9)))
        .containsExactly("checkpoint: no known key of the log signed it");
  }

  // --- Keys that were retired

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void believesNoRetiredKeyForALargerCheckpoint(boolean alsoKnowsTheNext) {
    var log = begun().handedOverTo(SampleLog.key(2)).anchored(record).signedBy(SampleLog.key(1));
    var out = export(log);

    var report = alsoKnowsTheNext ? verify(out, 1, 2) : verify(out, 1);

    assertThat(failed(report)).containsExactly("checkpoint: no known key of the log signed it");
  }

  @Test
  void followsNoHandoverByAKeyThatWasRetiredBefore() {
    var stolen = SampleLog.key(1);
    var thief = SampleLog.key(7);
    var log =
        begun()
            .handedOverTo(SampleLog.key(2))
            .others(3)
            .handedOverTo(thief, List.of(stolen, thief))
            .anchored(record);

    assertThat(failed(verify(export(log), 1)))
        .containsExactly("checkpoint: no known key of the log signed it");
  }

  // --- Handovers that are none

  @Test
  void refusesAHandoverThatTheAddedKeyDidNotSign() {
    var log = begun().handedOverTo(SampleLog.key(2), List.of(SampleLog.key(1))).anchored(record);

    assertThat(failed(verify(export(log), 1)))
        .containsExactly(
            FIRST_HANDOVER + ": the added key did not sign it",
            "checkpoint: no known key of the log signed it");
  }

  @Test
  void refusesAHandoverWithASignatureThatIsWrong() throws IOException {
    var out = export(begun().handedOverTo(SampleLog.key(2)).anchored(record));
    var other = SampleLog.beganWith(SampleLog.key(1)).others(4).handedOverTo(SampleLog.key(2));
    var lines = new ArrayList<>(Files.readAllLines(out.resolve(FIRST_HANDOVER)));
    var foreign = new String(other.handover(0).bytes(), StandardCharsets.UTF_8);
    lines.set(lines.size() - 2, foreign.lines().toList().get((int) foreign.lines().count() - 2));
    Files.write(out.resolve(FIRST_HANDOVER), lines);
    Exports.repairManifest(out);

    assertThat(failed(verify(out, 1)))
        .containsExactly(
            FIRST_HANDOVER + ": a signature of it is wrong",
            "checkpoint: no known key of the log signed it");
  }

  @Test
  void refusesAProofOfSomethingElseInAHandoversPlace() throws IOException {
    var out = export(begun().handedOverTo(SampleLog.key(2)).anchored(record));
    Files.copy(
        out.resolve("proof.tlog-proof"),
        out.resolve(FIRST_HANDOVER),
        StandardCopyOption.REPLACE_EXISTING);
    Exports.repairManifest(out);

    assertThat(failed(verify(out, 1)))
        .containsExactly(
            FIRST_HANDOVER + ": is not of a key that was added to the log",
            "checkpoint: no known key of the log signed it");
  }

  @Test
  void refusesAKeyThatWasAddedElsewhereThanAtTheEndOfItsHandover() {
    var log = begun().handedOverTo(SampleLog.key(2)).others(1);
    var late = log.proofOfAdded(List.of(SampleLog.key(1), SampleLog.key(2)));
    var excerpt = log.anchored(record).excerpt(record.ref());
    var out =
        Exports.write(
            record,
            Optional.of(
                new LogExcerpt(
                    excerpt.log(), excerpt.keys(), excerpt.newest(), List.of(late), List.of())),
            directory.resolve("late"),
            Content.INCLUDED);

    assertThat(failed(verify(out, 1)))
        .containsExactly(
            FIRST_HANDOVER + ": does not lead from the entry to the checkpoint",
            "checkpoint: no known key of the log signed it");
  }
}
