package io.executionplane.contracts.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Lets packets of older senders in for one release: where a lineage has no trace id, the request's
 * id becomes it, and a listener is told.
 *
 * <p>A trace id that is there but wrong stays wrong: the packet's contract refuses it.
 */
public final class TraceIdBackfill {

  private static final String LINEAGE = "lineage";
  private static final String TRACE_ID = "trace_id";

  private final Listener listener;

  public TraceIdBackfill(Listener listener) {
    this.listener = listener;
  }

  /** Is told of every trace id that was filled in. */
  @FunctionalInterface
  public interface Listener {

    void backfilled(TraceIdBackfilled what);
  }

  /**
   * The tree of a packet, its trace id filled in; the same tree where there is nothing to fill in,
   * or nothing to fill it with. What is given stays as it is.
   */
  public JsonNode apply(JsonNode packet) {
    if (!packet.path(LINEAGE).isObject() || packet.path(LINEAGE).hasNonNull(TRACE_ID)) {
      return packet;
    }
    var requestId = name(packet.path(LINEAGE), "request_id");
    return requestId.map(id -> filled(packet, id)).orElse(packet);
  }

  private JsonNode filled(JsonNode packet, String requestId) {
    var copy = packet.deepCopy();
    var lineage = (ObjectNode) copy.path(LINEAGE);
    lineage.put(TRACE_ID, requestId);
    listener.backfilled(
        new TraceIdBackfilled(
            1,
            TraceIdBackfilled.CONSUMER,
            TraceIdBackfilled.SOURCE,
            name(lineage, "tenant_id"),
            requestId,
            name(lineage, "decision_id"),
            name(lineage, "boundary_session_id"),
            name(lineage, "route_id")));
    return copy;
  }

  /** What a property names, if it is a name at all: nobody has checked the packet yet. */
  private static Optional<String> name(JsonNode lineage, String property) {
    var value = lineage.path(property);
    var document = JsonNodeFactory.instance.objectNode().set("text", value);
    return value.isTextual() && Name.CONTRACT.violations(document).isEmpty()
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  /** The rule of every id. */
  record Name(@Ref String text) {

    static final Contract<Name> CONTRACT = Contract.of(Name.class);

    private static final Rules RULES = Rules.of(Name.class);

    Name {
      RULES.check(text).orThrow();
    }
  }
}
