package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.node.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, as a user has it. */
final class ForkedCommand implements AutoCloseable {

  /** Each starts a JVM and a node, on a machine that may be busy. */
  private static final Duration WITHIN = Duration.ofSeconds(100);

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private ForkedCommand(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.err = err;
  }

  /**
   * What a command leaves behind.
   *
   * @param out what it printed; of lines that were awaited only what came after them
   */
  record Left(int status, String out, String err) {}

  /**
   * Starts a command.
   *
   * @param directory where its standard error is kept
   * @param environment what its environment has besides ours
   */
  static ForkedCommand start(Path directory, Map<String, String> environment, String... words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    try {
      var err = Files.createTempFile(directory, "stderr", "");
      var builder = new ProcessBuilder(command).redirectError(err.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      return new ForkedCommand(process, err);
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }

  /** Runs a command to its end. */
  static Left run(Path directory, Map<String, String> environment, String... words) {
    try (var command = start(directory, environment, words)) {
      return command.awaitEnd();
    }
  }

  /** The next line of its standard output. */
  String nextLine() {
    try {
      return String.valueOf(out.readLine());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Asks it to end, as a user does with a signal. */
  void terminate() {
    process.toHandle().destroy(); // Leaves its streams to be read, which destroy() does not.
  }

  Left awaitEnd() {
    try {
      if (!process.waitFor(WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it does not end; it said: " + Files.readString(err));
      }
      var rest = String.join("\n", out.lines().toList());
      return new Left(process.exitValue(), rest, Files.readString(err));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
