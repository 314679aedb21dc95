package io.executionplane.journal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderMemoryTest {

  @TempDir private Path directory;

  @Test
  void holdsTwoHundredFloodsInAHeapOf256Mebibytes() throws Exception {
    var log = directory.resolve("log").toFile();
    var flood =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ManyRecorders.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();

    try {
      assertThat(flood.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      flood.destroyForcibly();
    }

    assertThat(flood.exitValue()).as(text(log)).isZero();
  }

  private static String text(File log) throws Exception {
    return Files.readString(log.toPath());
  }
}
