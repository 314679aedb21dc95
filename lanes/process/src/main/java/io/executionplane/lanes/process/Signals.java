package io.executionplane.lanes.process;

import io.executionplane.contracts.lane.process.SignalName;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Signal numbers of Linux on x86_64 and aarch64, and their names (signal(7)). */
public final class Signals {

  public static final int KILL = 9;
  public static final int TERM = 15;
  public static final int CONT = 18;

  private static final int REAL_TIME_MIN = 34;
  private static final int REAL_TIME_MAX = 64;

  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Signals() {}

  /** The number of a signal that a request may name. */
  static int number(SignalName signal) {
    return NAMES.indexOf(signal.name().substring("SIG".length())) + 1;
  }

  /** For example {@code SIGKILL}, {@code SIGRTMIN+2}; {@code SIG32} for one without a name. */
  public static String name(int signal) {
    if (signal >= 1 && signal <= NAMES.size()) {
      return "SIG" + NAMES.get(signal - 1);
    }
    if (signal >= REAL_TIME_MIN && signal <= REAL_TIME_MAX) {
      return signal == REAL_TIME_MIN ? "SIGRTMIN" : "SIGRTMIN+" + (signal - REAL_TIME_MIN);
    }
    return "SIG" + signal;
  }

  /** The number of a signal that has a name of its own, for example of {@code SIGKILL}. */
  public static OptionalInt numberOf(String name) {
    return IntStream.rangeClosed(1, NAMES.size()).filter(each -> name(each).equals(name)).findAny();
  }
}
