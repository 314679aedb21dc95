package io.executionplane.lanes.process;

import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.contracts.lane.process.ProcessFact.Interrupted;
import io.executionplane.contracts.lane.process.ProcessFact.Resized;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent.Cause;
import io.executionplane.contracts.lane.process.ProcessInterrupt;
import io.executionplane.contracts.lane.process.ProcessInterrupt.ByInput;
import io.executionplane.contracts.lane.process.ProcessInterrupt.BySignal;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.EffectControl.Resize;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * What is done to a running command, short of ending it. What was done is told, once; what cannot
 * be done is not begun. To be used by one thread.
 */
final class Steering {

  private final ProcessInterrupt interrupt;
  private final Wiring wiring;
  private final Consumer<ProcessFact> told;
  private Optional<Resize> size;

  /**
   * Steers one command.
   *
   * @param told takes the facts
   */
  Steering(ProcessRun run, Wiring wiring, Consumer<ProcessFact> told) {
    this.interrupt = Interrupts.of(run);
    this.wiring = wiring;
    this.told = told;
    this.size = run.pty().map(Steering::size);
  }

  private static Resize size(ProcessPty pty) {
    return new Resize(pty.cols(), pty.rows());
  }

  ControlAnswer heed(EffectControl wish, RunningCommand command) {
    if (wish instanceof Resize resize) {
      return resize(resize, command);
    }
    return wish instanceof EffectControl.Signal signal
        ? signal(Signals.number(signal.name()), Cause.REQUEST, command)
        : interrupt(command);
  }

  private ControlAnswer interrupt(RunningCommand command) {
    return interrupt instanceof BySignal bySignal
        ? signal(Signals.number(bySignal.signal()), Cause.INTERRUPT, command)
        : interrupt((ByInput) interrupt);
  }

  private ControlAnswer interrupt(ByInput byInput) {
    var answer = wiring.putBetween(ByteString.fromArrayUnsafe(byInput.bytes().toArray()));
    if (answer == ControlAnswer.DONE) {
      told.accept(new Interrupted(byInput.bytes()));
    }
    return answer;
  }

  private ControlAnswer signal(int signal, Cause cause, RunningCommand command) {
    if (!command.isRunning() || !command.signal(signal)) {
      return ControlAnswer.OVER;
    }
    told.accept(ProcessFacts.sent(signal, cause));
    return ControlAnswer.DONE;
  }

  private ControlAnswer resize(Resize wanted, RunningCommand command) {
    if (size.isEmpty()) {
      return ControlAnswer.UNSUPPORTED;
    }
    if (size.get().equals(wanted)) {
      return ControlAnswer.DONE;
    }
    if (!command.resize(wanted.cols(), wanted.rows())) {
      return command.isRunning() ? ControlAnswer.UNSUPPORTED : ControlAnswer.OVER;
    }
    size = Optional.of(wanted);
    told.accept(new Resized(wanted.cols(), wanted.rows(), wiring.bytesTaken()));
    return ControlAnswer.DONE;
  }
}
