package io.executionplane.lanes.process.guest.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.lanes.process.guest.bridge.Frame.Event;
import io.executionplane.lanes.process.guest.bridge.Frame.RemoteError;
import io.executionplane.lanes.process.guest.bridge.Frame.Request;
import io.executionplane.lanes.process.guest.bridge.Frame.Response;
import java.util.Optional;
import java.util.Set;

/** Frames as JSON. A property that is {@code null} counts as one that is not there. Pure. */
final class FrameText {

  private static final int VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PAYLOAD = "payload";
  private static final String NUMBER = "seq";
  private static final String RECEIVED = "ack";
  private static final Set<String> KINDS = Set.of("request", "response", "event");

  private FrameText() {}

  static byte[] write(Numbered numbered) {
    var node = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    fill(node, numbered.frame());
    if (numbered.number() > 0) {
      node.put(NUMBER, numbered.number());
    }
    if (numbered.received() > 0) {
      node.put(RECEIVED, numbered.received());
    }
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree cannot be written", impossible);
    }
  }

  private static void fill(ObjectNode node, Frame frame) {
    if (frame instanceof Request request) {
      node.put("kind", "request").put("id", request.id()).put("op", request.op());
    } else if (frame instanceof Response response) {
      node.put("kind", "response").put("id", response.id()).put("ok", response.error().isEmpty());
      response.error().ifPresent(error -> node.set("error", error(error)));
    } else if (frame instanceof Event event) {
      node.put("kind", "event").put("event", event.event());
    }
    node.set(PAYLOAD, frame.payload());
  }

  private static ObjectNode error(RemoteError error) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", error.code())
        .put("details", error.details());
  }

  /**
   * Reads a frame that may be hostile.
   *
   * @throws BridgeException if it is none
   */
  static Numbered read(byte[] bytes) throws BridgeException {
    try {
      if (Json.parse(bytes) instanceof ObjectNode node) {
        return read(withoutNulls(node));
      }
      throw malformed("a frame must be an object");
    } catch (MalformedJsonException broken) {
      throw malformed("a frame's " + broken.getMessage());
    }
  }

  private static Numbered read(ObjectNode node) throws BridgeException {
    var version = node.path("v");
    if (!version.isIntegralNumber() || version.longValue() != VERSION) {
      throw new BridgeException(
          BridgeError.UNSUPPORTED_PROTOCOL_VERSION, "a frame must be of version " + VERSION);
    }
    return new Numbered(frame(node), count(node, NUMBER), count(node, RECEIVED));
  }

  private static Frame frame(ObjectNode node) throws BridgeException {
    var kind = text(node, "kind");
    if (!KINDS.contains(kind)) {
      throw malformed("a frame must be a request, a response or an event");
    }
    var payload = payload(node);
    return switch (kind) {
      case "request" -> new Request(text(node, "id"), text(node, "op"), payload);
      case "response" -> new Response(text(node, "id"), payload, error(node));
      default -> new Event(text(node, "event"), payload);
    };
  }

  private static ObjectNode payload(ObjectNode node) throws BridgeException {
    var payload = node.path(PAYLOAD);
    if (payload.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (payload instanceof ObjectNode object) {
      return object;
    }
    throw malformed("a payload must be an object");
  }

  private static Optional<RemoteError> error(ObjectNode node) throws BridgeException {
    var ok = node.path("ok");
    if (!ok.isBoolean()) {
      throw malformed("a response must say whether it is ok");
    }
    if (ok.booleanValue()) {
      return Optional.empty();
    }
    var error = node.path("error");
    var code = error.isTextual() ? error.textValue() : error.path("code").asText("unknown");
    return Optional.of(new RemoteError(code, details(error)));
  }

  private static String details(JsonNode error) {
    var details = error.path("details");
    return details.isTextual() ? details.textValue() : error.path("capability").asText("");
  }

  private static String text(ObjectNode node, String name) throws BridgeException {
    var value = node.path(name);
    if (!value.isTextual()) {
      throw malformed("a frame lacks " + name);
    }
    return value.textValue();
  }

  private static long count(ObjectNode node, String name) throws BridgeException {
    var value = node.path(name);
    if (value.isMissingNode()) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw malformed(name + " must be a whole number");
    }
    return value.longValue();
  }

  private static ObjectNode withoutNulls(ObjectNode node) {
    node.elements()
        .forEachRemaining(
            each -> {
              if (each instanceof ObjectNode object) {
                withoutNulls(object);
              }
            });
    node.properties().removeIf(property -> property.getValue().isNull());
    return node;
  }

  private static BridgeException malformed(String why) {
    return new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, why);
  }
}
