package io.executionplane.contracts.samples;

import io.executionplane.contracts.lane.diagnostic.DiagnosticEchoOutput;
import io.executionplane.contracts.lane.diagnostic.DiagnosticHttpProbe;
import io.executionplane.contracts.lane.diagnostic.DiagnosticHttpProbeOutput;
import io.executionplane.contracts.lane.diagnostic.DiagnosticSystemInfoOutput;
import io.executionplane.contracts.lane.diagnostic.DiagnosticVerdict;
import io.executionplane.contracts.lane.diagnostic.DiagnosticWorkspaceStat;
import io.executionplane.contracts.lane.diagnostic.DiagnosticWorkspaceStatOutput;
import io.executionplane.contracts.lane.net.HttpUrl;
import java.util.Map;
import java.util.Optional;

/** Makes diagnoses. */
final class DiagnosticMakers {

  private final RandomContracts random;

  private DiagnosticMakers(RandomContracts random) {
    this.random = random;
  }

  static void addTo(RandomContracts random) {
    var makers = new DiagnosticMakers(random);
    random.put(DiagnosticVerdict.class, makers::verdict);
    random.put(DiagnosticWorkspaceStat.class, makers::workspaceStat);
    random.put(DiagnosticHttpProbe.class, makers::httpProbe);
    random.put(DiagnosticWorkspaceStatOutput.WorkspaceStat.class, makers::stat);
    random.put(
        DiagnosticEchoOutput.class,
        () -> makers.output(DiagnosticEchoOutput.class, DiagnosticEchoOutput.Echo.class));
    random.put(
        DiagnosticSystemInfoOutput.class,
        () ->
            makers.output(
                DiagnosticSystemInfoOutput.class, DiagnosticSystemInfoOutput.SystemInfo.class));
    random.put(
        DiagnosticWorkspaceStatOutput.class,
        () ->
            makers.output(
                DiagnosticWorkspaceStatOutput.class,
                DiagnosticWorkspaceStatOutput.WorkspaceStat.class));
    random.put(
        DiagnosticHttpProbeOutput.class,
        () ->
            makers.output(
                DiagnosticHttpProbeOutput.class, DiagnosticHttpProbeOutput.HttpProbe.class));
  }

  private DiagnosticVerdict verdict() {
    var status = random.oneOf(DiagnosticVerdict.Status.values());
    Optional<?> reason =
        switch (status) {
          case OK -> Optional.empty();
          case ERROR -> Optional.of(DiagnosticVerdict.Reason.PROBE_FAILED);
          case TIMEOUT -> Optional.of(DiagnosticVerdict.Reason.TIMEOUT_EXCEEDED);
        };
    return (DiagnosticVerdict)
        random.record(DiagnosticVerdict.class, Map.of("status", status, "reason", reason));
  }

  private Object output(Class<? extends Record> type, Class<? extends Record> payload) {
    var verdict = verdict();
    var isOk = verdict.status() == DiagnosticVerdict.Status.OK;
    return random.record(
        type,
        Map.of(
            "verdict",
            verdict,
            "payload",
            isOk ? Optional.of(random.some(payload)) : Optional.empty()));
  }

  private Object workspaceStat() {
    var path = random.oneOf(new String[] {".", "a", "a b/é", "..a/b.."});
    return random.record(DiagnosticWorkspaceStat.class, Map.of("path", path));
  }

  private Object httpProbe() {
    var host = random.oneOf(new String[] {"localhost", "127.0.0.1", "127.9.8.7:80", "[::1]:8080"});
    return random.record(
        DiagnosticHttpProbe.class, Map.of("url", new HttpUrl("http://" + host + "/health")));
  }

  private Object stat() {
    var kind = random.oneOf(DiagnosticWorkspaceStatOutput.WorkspaceStat.Kind.values());
    var isFile = kind == DiagnosticWorkspaceStatOutput.WorkspaceStat.Kind.FILE;
    return random.record(
        DiagnosticWorkspaceStatOutput.WorkspaceStat.class,
        Map.of("kind", Optional.of(kind), "bytes", isFile ? Optional.of(9L) : Optional.empty()));
  }
}
