package io.executionplane.contracts.lane.sse;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.WithoutNul;
import io.executionplane.contracts.lane.net.PeerConnection;
import java.util.Optional;

/**
 * How a subscription went.
 *
 * @param events events that were delivered
 * @param bytes bytes of the event stream, over all connections
 * @param lastEventId where a later subscription may resume; absent where the server gave no id
 * @param reconnects how often the connection was made again
 * @param connection whom the last connection was made to
 */
public record SseSubscribeOutput(
    @Range(min = 0) long events,
    @Range(min = 0) long bytes,
    @WithoutNul @Length(max = 65_536) Optional<String> lastEventId,
    @Range(min = 0, max = 10_000) int reconnects,
    EndedBy endedBy,
    PeerConnection connection)
    implements SseOutput {

  public static final Contract<SseSubscribeOutput> CONTRACT = Contract.of(SseSubscribeOutput.class);

  private static final Rules RULES = Rules.of(SseSubscribeOutput.class);

  public SseSubscribeOutput {
    RULES
        .check(events, bytes, lastEventId, reconnects, endedBy, connection)
        .and(
            () -> lastEventId.map(SseText::isOneLine).orElse(true),
            "lastEventId",
            "must be one line")
        .orThrow();
  }

  /** Why a subscription ended, where it did not fail. */
  public enum EndedBy {
    /** The event that it waited for came. */
    EVENT,
    /** It saw as many events as it should. */
    COUNT,
    /** No event came for too long. */
    IDLE,
    /** The server ended the stream, and no reconnect was left or asked for. */
    SERVER,
    /** The server answered 204: there will be no more events. */
    NO_CONTENT
  }
}
