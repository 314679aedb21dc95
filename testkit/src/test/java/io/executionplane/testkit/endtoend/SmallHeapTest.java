package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once need little memory. */
class SmallHeapTest {

  private static final int AT_ONCE = 200;

  @TempDir private Path directory;
  private Commands commands;

  @BeforeEach
  void prepare() {
    commands = Commands.in(directory);
  }

  @AfterEach
  void endWhatWasLeft() {
    commands.mark().kill();
  }

  @Test
  void runsTwoHundredAtOnceInAQuarterOfAGibibyte() throws Exception {
    var gate = gate();
    List<String> said;

    try (var plane = ForkedPlane.start(commands)) {
      for (var i = 0; i < AT_ONCE; i++) {
        plane.submit("id-" + i, ": < " + gate + "; seq 1 500");
      }
      awaitAllAtOnce();
      try (var opened = new RandomAccessFile(gate.toFile(), "rw")) {
        assertThat(opened.getFD().valid()).isTrue();
        said = plane.finish();
      }
    }

    assertThat(said)
        .filteredOn(line -> line.startsWith("ended"))
        .hasSize(AT_ONCE)
        .allSatisfy(line -> assertThat(line).endsWith(" SUCCEEDED VERIFIED"));
    assertThat(commands.mark().alive()).isEmpty();
  }

  /** A pipe without a writer: whoever wants to read it waits, and costs nothing meanwhile. */
  private Path gate() throws Exception {
    var gate = directory.resolve("gate");
    var made = new ProcessBuilder("mkfifo", gate.toString()).start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();
    return gate;
  }

  private void awaitAllAtOnce() {
    Eventually.holds("all at once", () -> commands.mark().alive().size() >= AT_ONCE);
  }
}
