package io.executionplane.lanes.process.posix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The part of {@code /proc/<pid>/stat} (proc(5)) that says who a process belongs to.
 *
 * @param state one letter; Z and X mean that it has ended
 * @param startTicks when it started, in clock ticks after boot: with the pid, its identity
 */
record ProcStat(long pid, char state, long parent, long group, long session, long startTicks) {

  // Positions after the name, which ends at the last ')' and may itself hold spaces and brackets.
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START_TICKS = 19;

  /** Empty when there is no such process, or it went away while being read. */
  static Optional<ProcStat> read(long pid) {
    try {
      var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
      return Optional.of(parse(pid, new String(bytes, ISO_8859_1)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  static ProcStat parse(long pid, String line) {
    var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", START_TICKS + 2);
    return new ProcStat(
        pid,
        fields[STATE].charAt(0),
        Long.parseLong(fields[PARENT]),
        Long.parseLong(fields[GROUP]),
        Long.parseLong(fields[SESSION]),
        Long.parseLong(fields[START_TICKS].trim()));
  }

  boolean alive() {
    return state != 'Z' && state != 'X';
  }
}
