package io.executionplane.lanes.process;

import java.util.List;

/** Signal numbers of Linux on x86_64 and aarch64, and their names (signal(7)). */
final class Signals {

  static final int KILL = 9;
  static final int TERM = 15;
  static final int CONT = 18;

  private static final int REAL_TIME_MIN = 34;
  private static final int REAL_TIME_MAX = 64;

  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Signals() {}

  /** For example {@code SIGKILL}, {@code SIGRTMIN+2}; {@code SIG32} for one without a name. */
  static String name(int signal) {
    if (signal >= 1 && signal <= NAMES.size()) {
      return "SIG" + NAMES.get(signal - 1);
    }
    if (signal >= REAL_TIME_MIN && signal <= REAL_TIME_MAX) {
      return signal == REAL_TIME_MIN ? "SIGRTMIN" : "SIGRTMIN+" + (signal - REAL_TIME_MIN);
    }
    return "SIG" + signal;
  }
}
