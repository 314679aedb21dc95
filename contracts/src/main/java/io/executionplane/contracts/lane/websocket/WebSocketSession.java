package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.net.NetworkTimeouts;
import java.util.List;
import java.util.Optional;

/**
 * A connection over which both sides send messages.
 *
 * @param initialFrames messages that are sent first, in order
 * @param ping absent means that the lane only answers pings
 * @param until absent means none
 * @param timeouts absent means the lane's defaults
 * @param frameBytesMax longest frame that is accepted, in bytes; absent means 1 MiB, or {@code
 *     message_bytes_max} where that is less
 * @param messageBytesMax longest message either way, in bytes over all its frames; absent means 16
 *     MiB
 * @param closeTimeoutMs how long the peer may take to answer a close, in milliseconds; absent means
 *     5 000
 */
public record WebSocketSession(
    @Inline WebSocketHandshake handshake,
    @Size(max = 64) List<WebSocketMessage> initialFrames,
    Optional<WebSocketPing> ping,
    Optional<WebSocketUntil> until,
    Optional<NetworkTimeouts> timeouts,
    @Range(min = 125, max = 67_108_864) Optional<Integer> frameBytesMax,
    @Range(min = 125, max = 67_108_864) Optional<Integer> messageBytesMax,
    @Range(min = 0, max = 60_000) Optional<Integer> closeTimeoutMs)
    implements WebSocketPayload {

  /** The lane's name. */
  public static final String LANE_ID = "websocket";

  /** The operation's name. */
  public static final String OPERATION = "session";

  /** What {@code frameBytesMax} means when it is absent. */
  public static final int FRAME_BYTES_MAX_DEFAULT = 1024 * 1024;

  /** What {@code messageBytesMax} means when it is absent. */
  public static final int MESSAGE_BYTES_MAX_DEFAULT = 16 * 1024 * 1024;

  /** What {@code closeTimeoutMs} means when it is absent. */
  public static final int CLOSE_TIMEOUT_MS_DEFAULT = 5_000;

  public static final Contract<WebSocketSession> CONTRACT = Contract.of(WebSocketSession.class);

  private static final Rules RULES = Rules.of(WebSocketSession.class);

  public WebSocketSession {
    RULES
        .check(
            handshake,
            initialFrames,
            ping,
            until,
            timeouts,
            frameBytesMax,
            messageBytesMax,
            closeTimeoutMs)
        .and(
            () -> frameBytesMax.orElse(0) <= messageBytesMax.orElse(MESSAGE_BYTES_MAX_DEFAULT),
            "frameBytesMax",
            "must be at most message_bytes_max")
        .and(
            initialFrames,
            messages ->
                messages.stream()
                    .allMatch(
                        each ->
                            each.bytesSize() <= messageBytesMax.orElse(MESSAGE_BYTES_MAX_DEFAULT)),
            "initialFrames",
            "must have messages of at most message_bytes_max")
        .orThrow();
    initialFrames = List.copyOf(initialFrames);
  }
}
