package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.node.target.TargetFact;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Targets, in the shapes of the HTTP API. */
final class TargetViews {

  private TargetViews() {}

  static ArrayNode documents(Collection<TargetFact> targets) {
    var list = JsonNodeFactory.instance.arrayNode();
    targets.forEach(target -> list.add(document(target)));
    return list;
  }

  static ObjectNode document(TargetFact fact) {
    var target = fact.descriptor();
    var entry = JsonNodeFactory.instance.objectNode().put("target_id", target.targetId());
    entry.put("lane_id", target.laneId()).put("verifier_id", target.verifierId());
    target.attestedClasses().forEach(entry.putArray("attested_capability_classes")::add);
    target.enforces().forEach(entry.putArray("enforces")::add);
    entry.put("measurement", target.measurement().text());
    target.looks().forEach(entry.putArray("looks")::add);
    entry.put("attested_at", Timestamps.text(target.attestedAt()));
    entry.put("expires_at", Timestamps.text(target.expiresAt()));
    entry.put("standing", fact.standing().name().toLowerCase(Locale.ROOT));
    return entry.put("running", fact.running());
  }

  /** Those without an attestation, and why. */
  static ObjectNode unmeasured(Map<String, String> why) {
    var document = JsonNodeFactory.instance.objectNode();
    why.forEach(document::put);
    return document;
  }
}
