package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessLimit;
import io.executionplane.contracts.lane.process.ProcessOutput.Usage;
import java.util.List;
import java.util.Optional;

/**
 * How a command ended.
 *
 * @param usage what it used; absent where nobody can know
 * @param containment what held it together, and what was seen of it after its end
 * @param limitsReached which of its limits it, or what it started, ran into
 */
public record CommandEnd(
    ProcessExit exit,
    Optional<Usage> usage,
    Containment containment,
    List<ProcessLimit> limitsReached) {

  public CommandEnd {
    limitsReached = List.copyOf(limitsReached);
  }

  /** Where nothing was limited. */
  public CommandEnd(ProcessExit exit, Optional<Usage> usage, Containment containment) {
    this(exit, usage, containment, List.of());
  }
}
