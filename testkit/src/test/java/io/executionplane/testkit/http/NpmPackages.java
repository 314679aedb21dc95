package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs that nobody here wrote, installed by npm into {@code target} where npm works. */
record NpmPackages(Path directory) {

  private static final int INSTALLED_WITHIN_SECONDS = 300;

  private static final int RUN_WITHIN_SECONDS = 100;

  /** What a program said, and how it ended. */
  record Ended(int code, String output) {}

  /** Installs packages once; where that does not work, the test says that it was skipped. */
  static NpmPackages installed(String name, String... packages) {
    var directory = Path.of("target", "npm", name).toAbsolutePath();
    var done = directory.resolve("installed");
    var wanted = String.join("\n", packages);
    try {
      if (Files.notExists(done) || !Files.readString(done).equals(wanted)) {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("package.json"), "{\"private\":true}\n");
        install(directory, packages);
        Files.writeString(done, wanted);
      }
      return new NpmPackages(directory);
    } catch (IOException unavailable) {
      return Assumptions.abort("skipped, because npm is not here: " + unavailable.getMessage());
    }
  }

  private static void install(Path directory, String... packages) throws IOException {
    var command =
        new ArrayList<>(
            List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"));
    command.addAll(List.of(packages));
    var ended = run(directory, command, INSTALLED_WITHIN_SECONDS);
    if (ended.code() != 0) {
      Assumptions.abort("skipped, because npm could not install: " + ended.output().strip());
    }
  }

  /** Runs a script of {@code src/test/resources/npm}, and gives the document that it prints. */
  JsonNode script(String script, String... arguments) {
    try (var source = NpmPackages.class.getResourceAsStream("/npm/" + script)) {
      Files.copy(
          Objects.requireNonNull(source, script),
          directory.resolve(script),
          StandardCopyOption.REPLACE_EXISTING);
      var command = new ArrayList<>(List.of("node", script));
      command.addAll(List.of(arguments));
      var ended = run(directory, command, RUN_WITHIN_SECONDS);
      assertThat(ended.code()).as(ended.output()).isZero();
      return Json.parse(ended.output().strip());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Runs a program of a package, bounded. */
  Ended run(String program, String... arguments) {
    var command = new ArrayList<String>();
    command.add(directory.resolve("node_modules/.bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      return run(directory, command, RUN_WITHIN_SECONDS);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Ended run(Path directory, List<String> command, int withinSeconds)
      throws IOException {
    var output = Files.createTempFile(directory, "output", ".txt");
    var process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(withinSeconds, TimeUnit.SECONDS)) {
        return new Ended(-1, "not within " + withinSeconds + " seconds");
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Ended(-1, "interrupted");
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
