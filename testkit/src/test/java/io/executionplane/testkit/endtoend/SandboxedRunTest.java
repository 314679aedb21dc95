package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.testkit.endtoend.ForkedCommand.Left;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ep run --sandbox}, as a user has it. */
class SandboxedRunTest {

  private static final String WRITE = "echo x > out && echo written || echo refused";

  @TempDir private Path directory;

  @Test
  void writesNothingButAWorkspaceThatWasGiven() {
    Assumptions.assumeTrue(
        ep("describe").out().contains("linux-namespaces"),
        "skipped, because no sandbox can be attested here");

    var here = directory.toString();

    var plain = ep("run", "--sandbox", "--cwd", here, "--", "/bin/sh", "-c", WRITE);
    var given =
        ep(
            "run",
            "--sandbox",
            "--cwd",
            here,
            "--constraint",
            "filesystem=workspace",
            "--",
            "/bin/sh",
            "-c",
            WRITE);

    assertThat(plain.out()).contains("refused");
    assertThat(given.out()).contains("written");
    assertThat(directory.resolve("out")).exists();
  }

  @Test
  void showsNothingOfTheDataDirectory() {
    Assumptions.assumeTrue(
        ep("describe").out().contains("linux-namespaces"),
        "skipped, because no sandbox can be attested here");

    var here = directory.toString();
    var ran = ep("run", "--sandbox", "--cwd", here, "--", "/bin/sh", "-c", "ls -A data | wc -l");

    assertThat(ran.out().strip()).isEqualTo("0");
    assertThat(directory.resolve("data")).isNotEmptyDirectory();
  }

  @Test
  void prefersTheMachineAsItIs() {
    var ran = ep("run", "--cwd", directory.toString(), "--", "/bin/sh", "-c", WRITE);

    assertThat(ran.out()).contains("written");
  }

  private Left ep(String... words) {
    var environment = Map.of("EP_DATA", directory.resolve("data").toString());
    return ForkedCommand.run(directory, environment, words);
  }
}
