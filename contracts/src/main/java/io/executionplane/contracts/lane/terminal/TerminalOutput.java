package io.executionplane.contracts.lane.terminal;

/** What is answered of operator terminals. */
public sealed interface TerminalOutput
    permits TerminalStartOutput, TerminalInfoOutput, TerminalListOutput, TerminalStopOutput {}
