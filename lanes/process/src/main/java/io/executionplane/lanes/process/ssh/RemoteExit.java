package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.lanes.process.Signals;
import java.util.Optional;

/** What a server says of the end of a command (RFC 4254, 6.10), never one taken for the other. */
final class RemoteExit {

  private static final long CODE_MAX = 255;

  private RemoteExit() {}

  /** A code; empty for a number that no process can end with. */
  static Optional<ProcessExit> status(long code) {
    return code <= CODE_MAX ? Optional.of(new ProcessExit.Code((int) code)) : Optional.empty();
  }

  /**
   * A death by signal.
   *
   * @param name without SIG, as the protocol has it; empty is returned for one that is no signal
   *     here, as {@code SIG@openssh.com} for those that the protocol has no name for
   */
  static Optional<ProcessExit> signal(String name, boolean coreDumped) {
    var number = Signals.numberOf("SIG" + name);
    return number.isPresent()
        ? Optional.of(new ProcessExit.Signal(number.getAsInt(), "SIG" + name, coreDumped))
        : Optional.empty();
  }
}
