package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.net.HttpText;
import io.executionplane.contracts.lane.net.PeerConnection;
import java.util.Optional;

/**
 * How a session went.
 *
 * @param close what the first close frame said; absent where the connection ended without one or
 *     the frame carried no code
 * @param framesIn data frames from the peer
 * @param framesOut data frames to the peer
 * @param bytesIn bytes of data from the peer
 * @param bytesOut bytes of data to the peer
 * @param subprotocol what the server chose; absent where it chose none
 */
public record WebSocketSessionOutput(
    EndedBy endedBy,
    Optional<WebSocketClose> close,
    @Range(min = 0) long framesIn,
    @Range(min = 0) long framesOut,
    @Range(min = 0) long bytesIn,
    @Range(min = 0) long bytesOut,
    @Length(max = 256) Optional<String> subprotocol,
    PeerConnection connection)
    implements WebSocketOutput {

  public static final Contract<WebSocketSessionOutput> CONTRACT =
      Contract.of(WebSocketSessionOutput.class);

  private static final Rules RULES = Rules.of(WebSocketSessionOutput.class);

  public WebSocketSessionOutput {
    RULES
        .check(endedBy, close, framesIn, framesOut, bytesIn, bytesOut, subprotocol, connection)
        .and(
            () -> subprotocol.map(HttpText::isToken).orElse(true), "subprotocol", "must be a token")
        .orThrow();
  }

  /** Who ended a session, where it did not fail. */
  public enum EndedBy {
    /** The peer sent the first close frame. */
    PEER,
    /** Whoever was attached closed it. */
    CALLER,
    /** It saw as many messages as it should. */
    COUNT,
    /** Nothing was said for too long. */
    IDLE
  }
}
