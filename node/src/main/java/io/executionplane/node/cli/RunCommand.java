package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.admission.RequestMetadata;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.OwnerGrants;
import io.executionplane.node.RequestIds;
import io.executionplane.node.authority.GrantIssuer;
import io.executionplane.node.authority.IssuerKey;
import io.executionplane.node.authority.IssuerKeyException;
import io.executionplane.node.document.NodeDocuments;
import io.executionplane.node.remote.HttpCaller;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
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
    try (var interruption = Interruption.watch()) {
      // Whoever serves us: it is the same request, which is run once.
      var requestId = options.key().orElseGet(RequestIds::fresh);
      return Reach.either(
          store,
          console,
          () -> here(payload, requestId, interruption),
          server -> there(new HttpCaller(server), payload, requestId, interruption));
    }
  }

  private int here(ProcessRun payload, String requestId, Interruption interruption) {
    try (var shared = SharedPlane.open(store, "ep run", console)) {
      var plane = shared.plane();
      var targets = NodeDocuments.targets(Planes.await(plane.describe()));
      var wish = wish(payload, requestId, targets.path("targets"));
      var request =
          options
              .grant()
              .map(wish::withAuthority)
              .orElseGet(() -> plane.granted(wish, Users.subject()));
      var foreground = new ForegroundRun(plane, console, interruption, options.isQuiet());
      return options.isInTerminal()
          ? foreground.runInTerminal(request)
          : foreground.run(request, options.givesInput(console.terminals()));
    }
  }

  private int there(
      HttpCaller caller, ProcessRun payload, String requestId, Interruption interruption) {
    var node = caller.get("/v1/node");
    var wish = wish(payload, requestId, node.path("verified_targets"));
    var authority = options.grant().orElseGet(() -> owned(wish, node.path("audience").asText()));
    var run = new ServedRun(caller, console, interruption, options.isQuiet());
    var request = wish.withAuthority(authority);
    return options.isInTerminal()
        ? run.runInTerminal(request)
        : run.run(request, options.givesInput(console.terminals()));
  }

  /** Whoever owns the data directory of a node has the key that it trusts. */
  private AuthorityRef owned(AdmissionRequest wish, String audience) {
    try {
      var key = IssuerKey.load(IssuerKey.fileIn(store.directory()));
      var issuer = new GrantIssuer(IssuerKey.LOCAL_ISSUER, key);
      return OwnerGrants.exactly(issuer, audience, Users.subject(), wish);
    } catch (IssuerKeyException none) {
      throw new CliException("--grant is needed: " + none.getMessage());
    }
  }

  private AdmissionRequest wish(ProcessRun payload, String requestId, JsonNode targets) {
    return new AdmissionRequest(
        AdmissionRequest.VERSION,
        Optional.of(requestId),
        ProcessRun.LANE_ID,
        ProcessRun.OPERATION,
        ProcessRun.CONTRACT.encodeObject(payload),
        Optional.empty(),
        Optional.of(new AcceptableAttestation(acceptable(targets))),
        Optional.empty(),
        options.target().map(Placement::target),
        options.constraints(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new RequestMetadata(Optional.empty(), options.labels())));
  }

  /**
   * Without a wish, every class that was measured of this machine will do, the strongest first. A
   * sandbox comes last: whoever says nothing means the machine as it is.
   */
  private List<String> acceptable(JsonNode targets) {
    if (!options.classes().isEmpty()) {
      return options.classes();
    }
    return StreamSupport.stream(targets.spliterator(), false)
        .filter(target -> target.path("lane_id").asText().equals(ProcessRun.LANE_ID))
        .filter(target -> target.path("surface_kind").asText().equals(THIS_MACHINE))
        .flatMap(
            target ->
                StreamSupport.stream(
                    target.path("attested_capability_classes").spliterator(), false))
        .map(JsonNode::asText)
        // A simulation is never what somebody wants who does not say so.
        .filter(each -> !each.equals(AttestationClass.SIMULATED))
        .distinct()
        .sorted(Comparator.comparing(each -> each.equals(AttestationClass.LINUX_NAMESPACES)))
        .toList();
  }
}
