package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link ScriptedPlane}, or another program with a plane, in a JVM of its own. */
final class ForkedPlane implements AutoCloseable {

  private static final String END = "";

  private final Process process;
  private final BufferedWriter input;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ForkedPlane(Process process) {
    this.process = process;
    this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    var reader = new Thread(this::read, "forked-plane-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one with a heap of 256 MiB, which it does not outlive, and waits until it is ready.
   *
   * @param environment what its environment has besides ours
   */
  static ForkedPlane start(Commands commands, Map<String, String> environment) {
    var arguments = List.of(commands.directory().toString(), commands.mark().value());
    return start(ScriptedPlane.class, commands, environment, arguments);
  }

  /**
   * As above, with a program of its own, which says {@code ready} too.
   *
   * @param arguments what it is told; last comes a file of settings, which is added
   */
  static ForkedPlane start(
      Class<?> program,
      Commands commands,
      Map<String, String> environment,
      List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      command.add(settings(commands).toString());
      var forked = new ForkedPlane(builder.start());
      forked.awaitLine("ready");
      return forked;
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }

  /** The database is ours, because what starts it must outlive the plane. */
  private static Path settings(Commands commands) throws IOException {
    var settings = TestPlane.reach(ScriptedPlane.data(commands.directory()));
    return Files.writeString(commands.directory().resolve("plane.conf"), settings.root().render());
  }

  static ForkedPlane start(Commands commands) {
    return start(commands, Map.of());
  }

  void submit(String id, String script) {
    say(id + "\t" + script);
  }

  /** Waits until the launch of what was submitted is recorded. */
  void awaitLaunch(String id) {
    say(id);
    awaitLine("launched " + id);
  }

  /** Asks for what was submitted to be stopped. */
  void cancel(String id) {
    say("-" + id);
  }

  private void say(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** The next line that it says. */
  String nextLine() {
    try {
      var line = lines.poll(TestPlane.WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError(line == null ? "nothing was said" : "nothing more is said");
      }
      return line;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Waits until it says this, and forgets what it says before. */
  void awaitLine(String expected) {
    while (!nextLine().equals(expected)) {
      // The line before may be about another execution.
    }
  }

  /** Closes its input, and collects what it still says. */
  List<String> finish() {
    try {
      input.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    var said = new ArrayList<String>();
    awaitEnd();
    lines.drainTo(said);
    said.remove(END);
    return said;
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(TestPlane.WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (var reader = process.inputReader(UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException gone) {
      // It was killed; what it said before is there.
    }
    lines.add(END);
  }

  @Override
  public void close() {
    kill();
  }
}
