package io.executionplane.lanes.process.cgroup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.executionplane.lanes.process.posix.ChangingFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The directory of one group, and what the kernel lets be read and written there.
 *
 * @param path where it is
 */
record Group(Path path) {

  private static final String PROCESSES = "cgroup.procs";
  private static final String EVENTS = "cgroup.events";

  /** Puts a process there, with all its threads. */
  void add(long pid) throws IOException {
    write(PROCESSES, Long.toString(pid));
  }

  void write(String file, String value) throws IOException {
    Files.write(path.resolve(file), value.getBytes(US_ASCII), StandardOpenOption.WRITE);
  }

  /** Whether there is such a file: where a controller is not at work, those of its are not. */
  boolean has(String file) {
    return Files.exists(path.resolve(file));
  }

  String read(String file) throws IOException {
    return Files.readString(path.resolve(file));
  }

  /** Kills every process there and in the groups below, those that are being born too. */
  void kill() throws IOException {
    write("cgroup.kill", "1");
  }

  /** Whether any living process is there or in a group below, by the kernel's own account. */
  boolean isPopulated() throws IOException {
    return isPopulated(Files.readString(path.resolve(EVENTS)));
  }

  private static boolean isPopulated(String events) {
    return !("\n" + events).contains("\npopulated 0");
  }

  /**
   * Waits until no living process is there any more.
   *
   * @return whether that came true in time
   */
  boolean awaitEmpty(Duration within) throws IOException {
    var deadline = System.nanoTime() + within.toNanos();
    try (var events = new ChangingFile(path.resolve(EVENTS).toString())) {
      while (isPopulated(events.read())) {
        var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          return false;
        }
        events.awaitChange((int) left);
      }
      return true;
    }
  }

  /** The living processes there and in the groups below. */
  List<Long> processes() throws IOException {
    try (var below = Files.walk(path)) {
      return below
          .filter(Files::isDirectory)
          .flatMapToLong(group -> new Group(group).members())
          .boxed()
          .toList();
    }
  }

  /** Empty also where a group has just gone. */
  private LongStream members() {
    try {
      return Files.readAllLines(path.resolve(PROCESSES)).stream().mapToLong(Long::parseLong);
    } catch (IOException gone) {
      return LongStream.empty();
    }
  }

  /** A file of the kernel with a name and a number on each line. */
  Map<String, Long> numbers(String file) throws IOException {
    return Files.readAllLines(path.resolve(file)).stream()
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(fields -> fields[0], fields -> Long.parseLong(fields[1])));
  }

  /**
   * Takes it and the groups below away; one that is gone already is no failure.
   *
   * @throws DirectoryNotEmptyException when a living process is in one of them
   */
  void remove() throws IOException {
    try (var below = Files.walk(path)) {
      for (var each : below.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException gone) {
      // As it should be.
    }
  }
}
