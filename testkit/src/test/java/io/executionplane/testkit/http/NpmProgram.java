package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A program for Node.js that uses packages of npm. They are installed below {@code target}; where
 * that cannot be done the test is skipped.
 */
final class NpmProgram {

  private static final long INSTALLED_WITHIN_SECONDS = 100;
  private static final long RUN_WITHIN_SECONDS = 60;

  private final Path folder;

  private NpmProgram(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder where these packages are.
   *
   * @param packages each with its version, {@code ws@8.18.3}
   */
  static NpmProgram with(String name, String... packages) {
    var folder = Path.of("target", "npm", name).toAbsolutePath();
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("package.json"), "{\"private\":true}\n");
      var install = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
      install.addAll(List.of(packages));
      var log = folder.resolve("install.log");
      if (run(folder, install, log, INSTALLED_WITHIN_SECONDS) != 0) {
        Assumptions.abort("skipped, because npm cannot install: " + Files.readString(log));
      }
    } catch (IOException missing) {
      Assumptions.abort("skipped, because there is no npm: " + missing.getMessage());
    }
    return new NpmProgram(folder);
  }

  /** Runs a script of {@code src/test/resources/npm}, and gives the document that it prints. */
  JsonNode run(String script, String... arguments) {
    try (var source = NpmProgram.class.getResourceAsStream("/npm/" + script)) {
      Files.copy(
          Objects.requireNonNull(source, script),
          folder.resolve(script),
          StandardCopyOption.REPLACE_EXISTING);
      var command = new ArrayList<>(List.of("node", script));
      command.addAll(List.of(arguments));
      var log = folder.resolve(script + ".log");
      var status = run(folder, command, log, RUN_WITHIN_SECONDS);
      assertThat(status).as(Files.readString(log)).isZero();
      return Json.parse(Files.readString(log).strip());
    } catch (IOException failed) {
      throw new AssertionError("the script cannot be run", failed);
    }
  }

  private static int run(Path folder, List<String> command, Path log, long withinSeconds)
      throws IOException {
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(withinSeconds, TimeUnit.SECONDS)) {
        throw new AssertionError(command + " did not end in time: " + Files.readString(log));
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }
}
