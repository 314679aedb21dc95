package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * How long a lane waits for a peer, in milliseconds. The time of the whole execution is bounded
 * elsewhere, and each of these ends with it at the latest.
 *
 * @param connectMs for the connection, its TLS handshake included; absent means the lane's default
 * @param responseHeadMs from the last byte sent to the head of the response; absent means the
 *     lane's default
 * @param idleMs between two parts of what the peer sends; absent means the lane's default
 */
public record NetworkTimeouts(
    @Range(min = 1, max = NetworkTimeouts.MAX_MS) Optional<Integer> connectMs,
    @Range(min = 1, max = NetworkTimeouts.MAX_MS) Optional<Integer> responseHeadMs,
    @Range(min = 1, max = NetworkTimeouts.MAX_MS) Optional<Integer> idleMs) {

  /** Longest single wait: a day, in milliseconds. */
  public static final int MAX_MS = 86_400_000;

  private static final Rules RULES = Rules.of(NetworkTimeouts.class);

  public NetworkTimeouts {
    RULES.check(connectMs, responseHeadMs, idleMs).orThrow();
  }
}
