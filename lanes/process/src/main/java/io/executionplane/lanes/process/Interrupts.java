package io.executionplane.lanes.process;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.process.ProcessInterrupt;
import io.executionplane.contracts.lane.process.ProcessInterrupt.ByInput;
import io.executionplane.contracts.lane.process.ProcessInterrupt.BySignal;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.SignalName;

/** How a command is interrupted: as its order says, or as its kind of input suggests. */
final class Interrupts {

  /** What a terminal takes for an interrupt (VINTR, termios(3)). */
  private static final byte[] CONTROL_C = {0x03};

  private Interrupts() {}

  static ProcessInterrupt of(ProcessRun run) {
    return run.interrupt()
        .orElseGet(
            () ->
                run.pty().isPresent()
                    ? new ByInput(Bytes.copyOf(CONTROL_C))
                    : new BySignal(SignalName.SIGINT));
  }

  static boolean throughInput(ProcessRun run) {
    return of(run) instanceof ByInput;
  }
}
