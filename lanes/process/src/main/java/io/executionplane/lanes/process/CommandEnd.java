package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessOutput.Usage;

/**
 * How a command ended.
 *
 * @param usage what it used
 * @param containment what held it together, and what was seen of it after its end
 */
record CommandEnd(ProcessExit exit, Usage usage, Containment containment) {}
