package io.executionplane.contracts.lane.process;

/** What the process lane ends with. */
public sealed interface ProcessResult permits ProcessOutput, ProcessSessionOutput {}
