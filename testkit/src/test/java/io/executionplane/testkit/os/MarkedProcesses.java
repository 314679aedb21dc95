package io.executionplane.testkit.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Processes that carry a mark in their environment, and so do all that they start: found by a look
 * at the kernel's process table, in whatever session or group they may be (proc(5)).
 *
 * @param name name of the environment variable
 * @param value a value that nothing else has
 */
public record MarkedProcesses(String name, String value) {

  /** Name of the variable, unless a test wants another. */
  public static final String NAME = "EP_TEST_MARK";

  private static final Path PROC = Path.of("/proc");

  public static MarkedProcesses fresh() {
    return new MarkedProcesses(NAME, UUID.randomUUID().toString());
  }

  /** Their pids; zombies are not alive. */
  public List<Long> alive() {
    try (var entries = Files.list(PROC)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(entry -> entry.chars().allMatch(Character::isDigit))
          .map(Long::valueOf)
          .filter(this::isMarked)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A zombie's environment is empty, so it carries no mark. */
  private boolean isMarked(long pid) {
    var environment = contentOf(pid, "environ").split("\0");
    return Stream.of(environment).anyMatch((name + "=" + value)::equals);
  }

  /** Ends them, at once. */
  public void kill() {
    alive().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  /** How many bytes a process has written so far, to whatever; empty text when it is gone. */
  public static long bytesWritten(long pid) {
    return contentOf(pid, "io")
        .lines()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
        .findFirst()
        .orElse(0);
  }

  /** Empty when the process is gone, or ends while it is looked at. */
  private static String contentOf(long pid, String file) {
    try {
      return Files.readString(PROC.resolve(Long.toString(pid)).resolve(file), ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
