package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.testkit.endtoend.ForkedCommand.Left;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured, as a user sees it, and as the record keeps it. */
class TargetsCommandTest {

  @TempDir private Path directory;

  @Test
  void listsTheTargets() {
    assertThat(ep("targets").out())
        .containsPattern("TARGET +LANE +STANDING")
        .containsPattern("local-process +process +in service");
    assertThat(ep("targets", "-o", "json").out())
        .contains("\"target_id\" : \"local-process\"")
        .contains("\"unverified_targets\"");
  }

  @Test
  void showsEveryLookOfAProbe() {
    assertThat(ep("targets", "probe", "local-process").out())
        .containsPattern("class +local-process-weak")
        .containsPattern("look +containment: ")
        .containsPattern("measurement +sha256:");
  }

  @Test
  void keepsInTheRecordWhatWasMeasuredOfTheTargetThatWasChosen() {
    var summary = ep("run", "--", "true").err();
    var ref = summary.substring(0, summary.indexOf(' '));

    assertThat(ep("events", ref, "-o", "json").out())
        .contains("\"looks\"")
        .contains("containment: ");
    assertThat(ep("evidence", "verify", ref).status()).isZero();
  }

  @Test
  void listsTheLanes() {
    assertThat(ep("lanes").out()).containsPattern("process +run");
  }

  private Left ep(String... words) {
    var environment = Map.of("EP_DATA", directory.resolve("data").toString());
    return ForkedCommand.run(directory, environment, words);
  }
}
