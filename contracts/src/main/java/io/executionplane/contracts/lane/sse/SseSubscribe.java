package io.executionplane.contracts.lane.sse;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.WithoutNul;
import io.executionplane.contracts.lane.net.HttpUrl;
import io.executionplane.contracts.lane.net.NetworkTimeouts;
import io.executionplane.contracts.lane.net.RequestHeader;
import io.executionplane.contracts.lane.net.TlsDemands;
import java.util.List;
import java.util.Optional;

/**
 * A subscription to a server's events.
 *
 * @param headers header lines in order, on every connection; {@code accept}, {@code cache-control}
 *     and {@code last-event-id} are the lane's own
 * @param lastEventId where to resume; absent means wherever the server begins
 * @param reconnect absent means that a lost connection is not made again
 * @param until absent means none
 * @param timeouts absent means the lane's defaults
 * @param tls absent means the platform's trust and no client certificate
 * @param eventBytesMax longest event that is accepted, in bytes of its lines; the lane fails beyond
 *     it. Absent means 1 MiB
 */
public record SseSubscribe(
    HttpUrl url,
    @Size(max = 256) List<RequestHeader> headers,
    @WithoutNul @Length(max = 1_024) Optional<String> lastEventId,
    Optional<SseReconnect> reconnect,
    Optional<SseUntil> until,
    Optional<NetworkTimeouts> timeouts,
    Optional<TlsDemands> tls,
    @Range(min = 1, max = 16_777_216) Optional<Integer> eventBytesMax)
    implements SsePayload {

  /** The lane's name. */
  public static final String LANE_ID = "sse";

  /** The operation's name. */
  public static final String OPERATION = "subscribe";

  /** What {@code eventBytesMax} means when it is absent. */
  public static final int EVENT_BYTES_MAX_DEFAULT = 1024 * 1024;

  public static final Contract<SseSubscribe> CONTRACT = Contract.of(SseSubscribe.class);

  private static final List<String> OF_THE_LANE =
      List.of("accept", "cache-control", "last-event-id");

  private static final Rules RULES = Rules.of(SseSubscribe.class);

  public SseSubscribe {
    RULES
        .check(url, headers, lastEventId, reconnect, until, timeouts, tls, eventBytesMax)
        .and(
            headers,
            lines -> OF_THE_LANE.stream().noneMatch(name -> RequestHeader.isAmong(name, lines)),
            "headers",
            "must not have accept, cache-control or last-event-id: the lane writes them")
        .and(
            () -> lastEventId.map(SseText::isOneLine).orElse(true),
            "lastEventId",
            "must be one line")
        .and(
            () -> tls.isEmpty() || url.isEncrypted(),
            "tls",
            "must be absent where the URL is not https")
        .orThrow();
    headers = List.copyOf(headers);
  }
}
