package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.nio.charset.StandardCharsets;

/**
 * How a connection was closed: what the close frame said.
 *
 * @param code a code that may stand in a close frame (RFC 6455, 7.4, and its registry): 1000 to
 *     1003, 1007 to 1014, or 3000 to 4999
 * @param reason why, at most 123 bytes of UTF-8; may be empty
 */
public record WebSocketClose(@Range(min = 1_000, max = 4_999) int code, String reason) {

  /** A control frame carries 125 bytes, two of them the code. */
  public static final int REASON_BYTES_MAX = 123;

  private static final Rules RULES = Rules.of(WebSocketClose.class);

  public WebSocketClose {
    RULES
        .check(code, reason)
        .and(() -> mayStandInAFrame(code), "code", "must be one that a close frame may carry")
        .and(
            () -> reason.getBytes(StandardCharsets.UTF_8).length <= REASON_BYTES_MAX,
            "reason",
            "must have at most 123 bytes")
        .orThrow();
  }

  /** 1004 to 1006 and 1015 speak of what happened without a frame, 1016 to 2999 of nothing yet. */
  private static boolean mayStandInAFrame(int code) {
    return code <= 1_003 || (code >= 1_007 && code <= 1_014) || code >= 3_000;
  }
}
