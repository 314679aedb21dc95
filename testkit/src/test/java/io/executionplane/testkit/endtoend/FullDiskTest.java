package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored on a disk that is full: nothing more, and nothing less than before. */
class FullDiskTest {

  private static final String SIZE = "8m";
  private static final long ROOM = 512 * 1024;

  /** Fills half a mebibyte in a second or so. */
  private static final String TALKING = "echo > begun; while :; do seq 1 20000; sleep 0.1; done";

  private static final Map<String, String> IMPATIENT =
      Map.of(
          "execution-plane.node.ask-timeout", "3s",
          "execution-plane.authority.answer-within", "1s",
          "execution-plane.node.facts-within", "2s",
          "execution-plane.node.session.durable-within", "1s",
          "execution-plane.node.session.progress-every", "200ms");

  @TempDir private Path directory;

  private Path disk;
  private Commands commands;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    commands = Commands.in(directory);
    CrashImage.requireFiles();
    if (!run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString())) {
      Assumptions.abort("skipped, because no file system may be mounted here");
    }
  }

  @AfterEach
  void unmount() throws Exception {
    commands.mark().kill();
    run("umount", disk.toString());
  }

  @Test
  void stopsWhatItCannotRecordAndLosesNothingOfWhatItHad() throws Exception {
    ExecutionRef before;
    ExecutionRef stopped;
    try (var plane = open()) {
      before = plane.run(commands.appending("before")).executionRef();
      fill();
      stopped = plane.admitted(plane.request(commands.shell(TALKING)));

      Eventually.holds("the effect", () -> Files.exists(directory.resolve("begun")));
      Eventually.holds("its end", () -> commands.mark().alive().isEmpty());
      var refused = plane.client().submit(plane.request(commands.appending("refused")));

      assertThat(refused).failsWithin(TestPlane.WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    Files.delete(ballast());
    try (var plane = open()) {
      assertThat(directory.resolve("refused")).doesNotExist();
      assertThat(plane.verify(before).failed()).isEmpty();
      assertThat(plane.result(stopped).status()).isIn(ExecutionStatus.FAILED, ExecutionStatus.LOST);
      assertThat(plane.verify(stopped).failed()).isEmpty();
      assertThat(plane.run(commands.appending("after")).status())
          .isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  private TestPlane open() {
    return TestPlane.in(disk.resolve("data"), ConfigFactory.parseMap(IMPATIENT));
  }

  private Path ballast() {
    return disk.resolve("ballast");
  }

  /** Leaves little room. */
  private void fill() throws IOException {
    var free = Files.getFileStore(disk).getUsableSpace();
    Files.write(ballast(), new byte[Math.toIntExact(free - ROOM)]);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
