package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessOutput.Usage;
import java.util.Optional;

/**
 * How a command ended.
 *
 * @param usage what it used; absent where nobody can know
 * @param containment what held it together, and what was seen of it after its end
 */
public record CommandEnd(ProcessExit exit, Optional<Usage> usage, Containment containment) {}
