package io.executionplane.contracts.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.simulation.PayloadShape;

/** The small part of an outcome that says how it looked, and nothing that it said. */
final class OutcomeShape {

  private OutcomeShape() {}

  static JsonObject of(ExecutionOutcome outcome) {
    var payload = outcome.rawPayload().orElseGet(JsonObject::empty);
    var raw = payload.toNode();
    var names = PayloadShape.names(payload);
    var shape = JsonNodeFactory.instance.objectNode().put("family", outcome.family());
    names.forEach(shape.putArray("raw_payload_shape")::add);
    if (names.size() < raw.size()) {
      shape.put("raw_payload_names_left_out", raw.size() - names.size());
    }
    putIfWhole(shape, "status_code", raw.path("status_code"));
    putIfWhole(shape, "exit_code", exitCode(raw));
    return JsonObject.of(shape);
  }

  /** Protocols spell it in two ways; the nested one says more and counts first. */
  private static JsonNode exitCode(ObjectNode raw) {
    var nested = raw.path("exit").path("code");
    return nested.isIntegralNumber() ? nested : raw.path("exit_status");
  }

  private static void putIfWhole(ObjectNode shape, String name, JsonNode value) {
    if (value.isIntegralNumber()) {
      shape.set(name, value);
    }
  }
}
