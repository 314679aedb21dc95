package io.executionplane.node.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.journal.sink.SinkStatus;
import io.executionplane.node.NodeDescription;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.Targets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** A node: what it can do, and what was measured. */
public final class NodeDocuments {

  private NodeDocuments() {}

  /**
   * All of it.
   *
   * @param audience the name for which grants must be meant
   */
  public static ObjectNode of(NodeDescription node, String audience) {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("node_id", node.nodeId());
    var range = document.putObject("contract_version_range");
    range.put("min", AdmissionRequest.VERSION).put("max", AdmissionRequest.VERSION);
    document.put("audience", audience);
    document.put("authority_verifier", String.join(", ", node.authorityVerifierIds()));
    node.credentialResolverIds().forEach(document.putArray("credential_resolvers")::add);
    document.set("registered_lanes", lanes(node.lanes()).get("lanes"));
    document.set("verified_targets", targets(node.targets()));
    document.set("unverified_targets", unmeasured(node.unmeasured()));
    document.put("store", node.store());
    var postures = document.putArray("persistence_posture");
    node.posture().forEach(each -> postures.add(PersistencePosture.CONTRACT.encode(each)));
    var sinks = document.putArray("sinks");
    node.sinks().forEach(sink -> sinks.add(of(sink)));
    return document;
  }

  // --- Lanes

  /** What kinds of effects it can have. */
  public static ObjectNode lanes(Collection<LaneCapabilities> lanes) {
    var document = JsonNodeFactory.instance.objectNode();
    var list = document.putArray("lanes");
    lanes.forEach(lane -> list.add(of(lane)));
    return document;
  }

  private static ObjectNode of(LaneCapabilities lane) {
    var entry = JsonNodeFactory.instance.objectNode().put("lane_id", lane.laneId());
    lane.operations().forEach(entry.putArray("operations")::add);
    lane.surfaceKinds().forEach(entry.putArray("surface_kinds")::add);
    return entry;
  }

  // --- Targets

  /** Where effects may be, and how that was measured. */
  public static ObjectNode targets(NodeDescription node) {
    var document = JsonNodeFactory.instance.objectNode();
    document.set("targets", targets(node.targets()));
    document.set("unverified_targets", unmeasured(node.unmeasured()));
    return document;
  }

  private static ArrayNode targets(Collection<TargetFact> targets) {
    var list = JsonNodeFactory.instance.arrayNode();
    targets.forEach(target -> list.add(of(target)));
    return list;
  }

  /** One of them. */
  public static ObjectNode of(TargetFact fact) {
    var target = fact.descriptor();
    var entry = JsonNodeFactory.instance.objectNode().put("target_id", target.targetId());
    entry.put("lane_id", target.laneId()).put("verifier_id", target.verifierId());
    target.attestedClasses().forEach(entry.putArray("attested_capability_classes")::add);
    target.enforces().forEach(entry.putArray("enforces")::add);
    entry.put("surface_kind", target.surfaceKind());
    entry.put("measurement", target.measurement().text());
    target.looks().forEach(entry.putArray("looks")::add);
    entry.put("attested_at", Timestamps.text(target.attestedAt()));
    entry.put("expires_at", Timestamps.text(target.expiresAt()));
    entry.put("standing", fact.standing().name().toLowerCase(Locale.ROOT));
    return entry.put("running", fact.running());
  }

  /** What a measurement has found. */
  public static ObjectNode of(Targets.Probed probed) {
    var node = JsonNodeFactory.instance.objectNode().put("attested", probed.target().isPresent());
    probed
        .target()
        .ifPresentOrElse(target -> node.set("target", of(target)), () -> node.putNull("target"));
    return node.put("objection", probed.objection().orElse(null));
  }

  /** Those without an attestation, and why. */
  private static ObjectNode unmeasured(Map<String, String> why) {
    var document = JsonNodeFactory.instance.objectNode();
    why.forEach(document::put);
    return document;
  }

  // --- Sinks

  private static ObjectNode of(SinkStatus sink) {
    var entry = JsonNodeFactory.instance.objectNode().put("sink_id", sink.sinkId());
    entry.put("position", sink.ordering()).put("lag_events", sink.lagEvents());
    entry.put("gaps", sink.gaps()).put("unreadable", sink.unreadable());
    entry.put("delivered", sink.delivered()).put("failures", sink.failures());
    sink.lastError().ifPresent(error -> entry.put("last_error", error));
    sink.nextTryAt().ifPresent(at -> entry.put("next_try_at", Timestamps.text(at)));
    return entry;
  }
}
