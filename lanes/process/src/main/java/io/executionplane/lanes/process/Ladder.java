package io.executionplane.lanes.process;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessShutdown;
import java.time.Duration;

/**
 * How a command is ended: asked by a signal, killed when the grace is over.
 *
 * @param signal what asks it; {@link Signals#KILL} asks nothing
 * @param grace zero kills at once
 */
record Ladder(int signal, Duration grace) {

  static Ladder of(ProcessRun run, Duration graceDefault) {
    var grace =
        run.shutdown()
            .flatMap(ProcessShutdown::graceMs)
            .or(run::graceMs)
            .map(Duration::ofMillis)
            .orElse(graceDefault);
    var signal = run.shutdown().flatMap(ProcessShutdown::signal).map(Signals::number);
    return new Ladder(signal.orElse(Signals.TERM), grace);
  }

  boolean asks() {
    return signal != Signals.KILL;
  }
}
