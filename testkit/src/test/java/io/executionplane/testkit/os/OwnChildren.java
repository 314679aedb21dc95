package io.executionplane.testkit.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The children of this JVM, as the kernel lists them (proc(5)), dead ones included. */
public final class OwnChildren {

  private OwnChildren() {}

  /** Those that have ended and that nobody has waited for. */
  public static List<Long> zombies() {
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks
          .flatMap(task -> pids(task.resolve("children")))
          .filter(OwnChildren::isZombie)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Long> pids(Path list) {
    return contentOf(list)
        .lines()
        .flatMap(line -> List.of(line.split(" ")).stream())
        .filter(pid -> !pid.isBlank())
        .map(Long::valueOf);
  }

  /** The state follows the name, which is in brackets and may itself contain any. */
  private static boolean isZombie(long pid) {
    var stat = contentOf(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
