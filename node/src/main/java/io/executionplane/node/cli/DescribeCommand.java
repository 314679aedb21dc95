package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.NodeDescription;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep describe}: what this node can do, and what was measured. */
@Command(
    name = "describe",
    description =
        "Says what this node can do, what was measured of its targets, and what its"
            + " store promises.",
    footer = {"", "Example:", "  ep describe -o yaml"},
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  DescribeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var plane = Planes.open(store, "ep describe")) {
      report(plane, Planes.await(plane.describe())).print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private static Report report(ExecutionPlane plane, NodeDescription node) {
    var document = JsonNodeFactory.instance.objectNode();
    var table = Table.plain();
    document.put("node_id", node.nodeId());
    table.row("node", node.nodeId());
    var range = document.putObject("contract_version_range");
    range.put("min", AdmissionRequest.VERSION).put("max", AdmissionRequest.VERSION);
    document.put("audience", plane.audience());
    table.row("audience", plane.audience());
    var verifiers = String.join(", ", node.authorityVerifierIds());
    document.put("authority_verifier", verifiers);
    table.row("authority", verifiers);
    node.credentialResolverIds().forEach(document.putArray("credential_resolvers")::add);
    if (!node.credentialResolverIds().isEmpty()) {
      table.row("secrets", String.join(", ", node.credentialResolverIds()));
    }
    var lanes = document.putArray("registered_lanes");
    for (var lane : node.lanes()) {
      lanes.add(LanesCommand.document(lane));
      table.row("lane", lane.laneId() + ": " + String.join(", ", lane.operations()));
    }
    document.set("verified_targets", TargetViews.documents(node.targets()));
    addTargets(table, node);
    document.set("unverified_targets", TargetViews.unmeasured(node.unmeasured()));
    node.unmeasured().forEach((target, why) -> table.row("no target", target + ": " + why));
    document.put("store", node.store());
    table.row("store", node.store());
    addPosture(document.putArray("persistence_posture"), table, node);
    addSinks(document.putArray("sinks"), table, node);
    return new Report(document, table);
  }

  private static void addTargets(Table table, NodeDescription node) {
    for (var fact : node.targets()) {
      var target = fact.descriptor();
      table.row(
          "target",
          target.targetId()
              + ": "
              + String.join(", ", target.attestedClasses())
              + (target.enforces().isEmpty()
                  ? ""
                  : ", enforces " + String.join(" and ", target.enforces()))
              + ", measured by "
              + target.verifierId()
              + " until "
              + Views.time(target.expiresAt())
              + ", "
              + fact.standing().text());
    }
  }

  private static void addPosture(ArrayNode postures, Table table, NodeDescription node) {
    var claimless = new ArrayList<String>();
    for (var posture : node.posture()) {
      postures.add(PersistencePosture.CONTRACT.encode(posture));
      if (posture.durable()) {
        table.row(
            "posture",
            "%s: %s, restart claim %s, captures %s"
                .formatted(
                    word(posture.component()),
                    word(posture.profile()),
                    word(posture.restartDurabilityClaim()),
                    word(posture.captureLevel())));
      } else {
        claimless.add(word(posture.component()));
      }
    }
    table.row("in memory", String.join(", ", claimless));
  }

  private static void addSinks(ArrayNode sinks, Table table, NodeDescription node) {
    for (var sink : node.sinks()) {
      var entry = sinks.addObject().put("sink_id", sink.sinkId());
      entry.put("position", sink.ordering()).put("lag_events", sink.lagEvents());
      entry.put("gaps", sink.gaps()).put("unreadable", sink.unreadable());
      entry.put("delivered", sink.delivered()).put("failures", sink.failures());
      sink.lastError().ifPresent(error -> entry.put("last_error", error));
      sink.nextTryAt().ifPresent(at -> entry.put("next_try_at", Timestamps.text(at)));
      table.row(
          "sink",
          sink.sinkId()
              + ": at "
              + sink.ordering()
              + ", "
              + sink.lagEvents()
              + " waiting"
              + sink.lastError().map(error -> "; " + error).orElse("")
              + sink.nextTryAt().map(at -> "; next try " + Views.time(at)).orElse(""));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
