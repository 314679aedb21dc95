package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once need little memory. */
class SmallHeapTest {

  private static final int AT_ONCE = 200;

  @TempDir private Path directory;

  @Test
  void runsTwoHundredAtOnceInAQuarterOfAGibibyte() {
    var commands = Commands.in(directory);
    List<String> said;

    try (var plane = ForkedPlane.start(commands)) {
      for (var i = 0; i < AT_ONCE; i++) {
        plane.submit("id-" + i, "until [ -e " + directory + "/go ]; do sleep 0.2; done; seq 1 500");
      }
      awaitAllAtOnce(commands);
      plane.submit("go", "echo > go");
      said = plane.finish();
    }

    assertThat(said)
        .filteredOn(line -> line.startsWith("ended"))
        .hasSize(AT_ONCE + 1)
        .allSatisfy(line -> assertThat(line).endsWith(" SUCCEEDED VERIFIED"));
    assertThat(commands.mark().alive()).isEmpty();
  }

  private static void awaitAllAtOnce(Commands commands) {
    Eventually.holds("all at once", () -> commands.mark().alive().size() >= AT_ONCE);
  }
}
