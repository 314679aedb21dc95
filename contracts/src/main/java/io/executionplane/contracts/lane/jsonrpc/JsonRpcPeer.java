package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.net.NetworkTimeouts;
import java.util.Optional;

/**
 * How a peer is reached and greeted. The same for every operation.
 *
 * @param framing only where the transport is a stream of bytes; absent then means newline
 * @param initialize absent means that the lane says nothing of its own
 * @param cancellation how the peer is told that an answer is not awaited any more; absent means
 *     what {@code initialize} names, or none
 * @param timeouts absent means the lane's defaults
 * @param messageBytesMax longest message that is accepted, in bytes; absent means 16 MiB
 */
public record JsonRpcPeer(
    JsonRpcTransport transport,
    Optional<JsonRpcFraming> framing,
    Optional<JsonRpcGreeting> initialize,
    Optional<Cancellation> cancellation,
    Optional<NetworkTimeouts> timeouts,
    @Range(min = 1_024, max = 67_108_864) Optional<Integer> messageBytesMax) {

  /** What {@code messageBytesMax} means when it is absent. */
  public static final int MESSAGE_BYTES_MAX_DEFAULT = 16 * 1024 * 1024;

  private static final Rules RULES = Rules.of(JsonRpcPeer.class);

  public JsonRpcPeer {
    RULES
        .check(transport, framing, initialize, cancellation, timeouts, messageBytesMax)
        .and(
            () -> framing.isEmpty() || transport.isByteStream(),
            "framing",
            "must be absent where the transport keeps messages apart")
        .orThrow();
  }

  /** The ways of telling a peer that an answer is not awaited any more. */
  public enum Cancellation {
    /** It is not told. */
    NONE,
    /** {@code $/cancelRequest}. */
    LSP,
    /** {@code notifications/cancelled}. */
    MCP
  }
}
