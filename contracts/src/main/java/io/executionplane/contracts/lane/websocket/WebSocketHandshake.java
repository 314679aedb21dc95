package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.net.HttpText;
import io.executionplane.contracts.lane.net.RequestHeader;
import io.executionplane.contracts.lane.net.TlsDemands;
import io.executionplane.contracts.lane.net.WebSocketUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a WebSocket connection is opened.
 *
 * @param subprotocols what the client would speak, the best first; each a token, each once
 * @param headers further header lines of the opening request, in order; those that begin with
 *     {@code sec-websocket-} are the lane's own
 * @param tls absent means the platform's trust and no client certificate
 */
public record WebSocketHandshake(
    WebSocketUrl url,
    @Length(max = 256) @Size(max = 32) List<String> subprotocols,
    @Size(max = 256) List<RequestHeader> headers,
    Optional<TlsDemands> tls) {

  private static final Rules RULES = Rules.of(WebSocketHandshake.class);

  public WebSocketHandshake {
    RULES
        .check(url, subprotocols, headers, tls)
        .and(
            subprotocols,
            names -> names.stream().allMatch(HttpText::isToken),
            "subprotocols",
            "must be tokens")
        .and(
            subprotocols,
            names -> new HashSet<>(names).size() == names.size(),
            "subprotocols",
            "must have each name once")
        .and(
            headers,
            lines -> lines.stream().noneMatch(WebSocketHandshake::isOfTheLane),
            "headers",
            "must not begin with sec-websocket-: the lane writes such headers")
        .and(
            () -> tls.isEmpty() || url.isEncrypted(),
            "tls",
            "must be absent where the URL is neither wss nor https")
        .orThrow();
    subprotocols = List.copyOf(subprotocols);
    headers = List.copyOf(headers);
  }

  private static boolean isOfTheLane(RequestHeader header) {
    return header.name().toLowerCase(Locale.ROOT).startsWith("sec-websocket-");
  }
}
