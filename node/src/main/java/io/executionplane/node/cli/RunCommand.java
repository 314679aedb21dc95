package io.executionplane.node.cli;

import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.admission.RequestMetadata;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.target.TargetFact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep run}: admits a command, runs it, streams its output, and proves what happened. */
@Command(
    name = "run",
    description = {
      "Runs a command under a grant for exactly this command, or under the one that --grant names,"
          + " and records what happened.",
      "",
      "Its output is ours, byte for byte, and we exit as it did: its own code, 128+N if signal N"
          + " ended it, 124 when its time was up, 125 when it was refused or the plane failed, 126"
          + " or 127 when it cannot be executed or found."
    },
    footer = {
      "",
      "Example:",
      "  ep run --timeout 30s --env LANG=C -- sh -c 'echo hello; exit 3'",
      "  ep run -t -- vi notes.txt"
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final String THIS_MACHINE = "local_subprocess";

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private RunOptions options = new RunOptions();

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var payload = options.payload(console.terminals());
    try (var interruption = Interruption.watch();
        var plane = Planes.open(store, "ep run")) {
      var request = request(plane, payload);
      var foreground = new ForegroundRun(plane, console, interruption, options.isQuiet());
      return options.isInTerminal()
          ? foreground.runInTerminal(request)
          : foreground.run(request, options.givesInput(console.terminals()));
    }
  }

  private AdmissionRequest request(ExecutionPlane plane, ProcessRun payload) {
    var acceptable = acceptable(plane);
    var request =
        new AdmissionRequest(
            AdmissionRequest.VERSION,
            options.key(),
            ProcessRun.LANE_ID,
            ProcessRun.OPERATION,
            ProcessRun.CONTRACT.encodeObject(payload),
            Optional.empty(),
            Optional.of(new AcceptableAttestation(acceptable)),
            Optional.empty(),
            options.target().map(Placement::target),
            options.constraints(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new RequestMetadata(Optional.empty(), options.labels())));
    return options
        .grant()
        .map(request::withAuthority)
        .orElseGet(() -> plane.granted(request, Users.subject()));
  }

  /**
   * Without a wish, every class that was measured of this machine will do, the strongest first. A
   * sandbox comes last: whoever says nothing means the machine as it is.
   */
  private List<String> acceptable(ExecutionPlane plane) {
    if (!options.classes().isEmpty()) {
      return options.classes();
    }
    return Planes.await(plane.targets()).targets().stream()
        .map(TargetFact::descriptor)
        .filter(target -> target.laneId().equals(ProcessRun.LANE_ID))
        .filter(target -> target.surfaceKind().equals(THIS_MACHINE))
        .map(TargetDescriptor::attestedClasses)
        .flatMap(List::stream)
        // A simulation is never what somebody wants who does not say so.
        .filter(each -> !each.equals(AttestationClass.SIMULATED))
        .distinct()
        .sorted(Comparator.comparing(each -> each.equals(AttestationClass.LINUX_NAMESPACES)))
        .toList();
  }
}
