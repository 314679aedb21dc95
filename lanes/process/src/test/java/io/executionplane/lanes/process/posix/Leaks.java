package io.executionplane.lanes.process.posix;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a JVM holds of the operating system, counted. */
final class Leaks {

  private Leaks() {}

  static int openDescriptors() {
    return entries("/proc/self/fd").size();
  }

  static int nativeThreads() {
    return entries("/proc/self/task").size();
  }

  /** Children of this JVM that have ended and were never reaped. */
  static List<Long> zombies() {
    return entries("/proc").stream()
        .filter(name -> Character.isDigit(name.charAt(0)))
        .map(name -> ProcStat.read(Long.parseLong(name)))
        .flatMap(Optional::stream)
        .filter(stat -> stat.parent() == ProcessHandle.current().pid() && !stat.alive())
        .map(ProcStat::pid)
        .toList();
  }

  private static List<String> entries(String directory) {
    return Arrays.asList(Objects.requireNonNull(new File(directory).list()));
  }
}
