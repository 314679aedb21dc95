package io.executionplane.contracts.lane.jsonrpc;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Rules over several messages. */
final class JsonRpcMessages {

  static final String RULE = "must have requests of different ids";

  private JsonRpcMessages() {}

  /** Whether no two requests have the same id; those without one get ids that are free. */
  static boolean haveDifferentIds(List<JsonRpcMessage> messages) {
    var seen = new HashSet<JsonRpcId>();
    return messages.stream().allMatch(each -> idOf(each).map(seen::add).orElse(true));
  }

  private static Optional<JsonRpcId> idOf(JsonRpcMessage message) {
    return message instanceof JsonRpcMessage.Request request ? request.id() : Optional.empty();
  }
}
