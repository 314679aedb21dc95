package io.executionplane.contracts.lane.diagnostic;

/** What the diagnostic lane ends with. */
public sealed interface DiagnosticOutput
    permits DiagnosticEchoOutput,
        DiagnosticSystemInfoOutput,
        DiagnosticWorkspaceStatOutput,
        DiagnosticHttpProbeOutput {

  /** How it went. */
  DiagnosticVerdict verdict();
}
