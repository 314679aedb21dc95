package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A node as rows for people, from the documents for programs. */
final class NodeTables {

  private NodeTables() {}

  /** All of it. */
  static Table node(JsonNode node) {
    var table = Table.plain();
    table.row("node", node.path("node_id").asText());
    if (node.hasNonNull("status")) {
      table.row("status", node.path("status").asText());
    }
    table.row("audience", node.path("audience").asText());
    table.row("authority", node.path("authority_verifier").asText());
    if (!node.path("credential_resolvers").isEmpty()) {
      table.row("secrets", joined(node.path("credential_resolvers")));
    }
    for (var lane : node.path("registered_lanes")) {
      table.row("lane", lane.path("lane_id").asText() + ": " + joined(lane.path("operations")));
    }
    node.path("verified_targets").forEach(target -> table.row("target", describe(target)));
    node.path("unverified_targets")
        .properties()
        .forEach(each -> table.row("no target", each.getKey() + ": " + each.getValue().asText()));
    table.row("store", node.path("store").asText());
    addPosture(table, node.path("persistence_posture"));
    node.path("sinks").forEach(sink -> table.row("sink", describeSink(sink)));
    return table;
  }

  private static String describe(JsonNode target) {
    var enforces = new ArrayList<String>();
    target.path("enforces").forEach(each -> enforces.add(each.asText()));
    return target.path("target_id").asText()
        + ": "
        + joined(target.path("attested_capability_classes"))
        + (enforces.isEmpty() ? "" : ", enforces " + String.join(" and ", enforces))
        + ", measured by "
        + target.path("verifier_id").asText()
        + " until "
        + time(target.path("expires_at"))
        + ", "
        + standing(target);
  }

  private static void addPosture(Table table, JsonNode postures) {
    var inMemory = new ArrayList<String>();
    for (var posture : postures) {
      if (posture.path("durable").asBoolean()) {
        table.row(
            "posture",
            "%s: %s, restart claim %s, captures %s"
                .formatted(
                    posture.path("component").asText(),
                    posture.path("profile").asText(),
                    posture.path("restart_durability_claim").asText(),
                    posture.path("capture_level").asText()));
      } else {
        inMemory.add(posture.path("component").asText());
      }
    }
    table.row("in memory", String.join(", ", inMemory));
  }

  private static String describeSink(JsonNode sink) {
    return sink.path("sink_id").asText()
        + ": at "
        + sink.path("position").asText()
        + ", "
        + sink.path("lag_events").asText()
        + " waiting"
        + (sink.hasNonNull("last_error") ? "; " + sink.path("last_error").asText() : "")
        + (sink.hasNonNull("next_try_at") ? "; next try " + time(sink.path("next_try_at")) : "");
  }

  /** What kinds of effects it can have. */
  static Table lanes(JsonNode lanes) {
    var table = Table.withHeader("LANE", "OPERATIONS", "SURFACES");
    for (var lane : lanes.path("lanes")) {
      table.row(
          lane.path("lane_id").asText(),
          joined(lane.path("operations")),
          joined(lane.path("surface_kinds")));
    }
    return table;
  }

  /** Where effects may be. */
  static Table targets(JsonNode targets) {
    var table = Table.withHeader("TARGET", "LANE", "STANDING", "RUNNING", "CLASSES", "ENFORCES");
    for (var target : targets.path("targets")) {
      table.row(
          target.path("target_id").asText(),
          target.path("lane_id").asText(),
          standing(target),
          target.path("running").asText(),
          joined(target.path("attested_capability_classes")),
          joined(target.path("enforces")));
    }
    targets
        .path("unverified_targets")
        .properties()
        .forEach(
            each -> table.row(each.getKey(), "", "not attested", "", each.getValue().asText(), ""));
    return table;
  }

  /** What was measured of one. */
  static Table target(JsonNode target) {
    var table = Table.plain();
    table.row("target", target.path("target_id").asText());
    target.path("attested_capability_classes").forEach(each -> table.row("class", each.asText()));
    target.path("enforces").forEach(each -> table.row("enforces", each.asText()));
    target.path("looks").forEach(each -> table.row("look", each.asText()));
    table.row("measurement", target.path("measurement").asText());
    table.row("counts until", time(target.path("expires_at")));
    return table;
  }

  private static String standing(JsonNode target) {
    return target.path("standing").asText().replace('_', ' ');
  }

  private static String joined(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String time(JsonNode at) {
    return Times.text(Instant.parse(at.asText()));
  }
}
