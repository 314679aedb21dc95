package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.net.HttpUrl;
import io.executionplane.contracts.lane.net.PeerConnection;
import io.executionplane.contracts.lane.net.ResponseHeader;
import java.util.List;

/**
 * What the server answered.
 *
 * @param status the final status; any is a success of the lane
 * @param httpVersion the version of the response
 * @param url the URL that answered: the last one of a chain of redirects
 * @param headers header lines as they came
 * @param trailers trailer lines as they came
 * @param connection whom the last attempt talked to
 * @param body what the output holds, all of it counted, also what was not kept
 * @param attempts how often the request was sent, redirects not counted
 * @param redirects the URLs that sent the client on, in order
 */
public record HttpLaneResponse(
    @Range(min = 200, max = 999) int status,
    HttpVersion httpVersion,
    HttpUrl url,
    @Size(max = 1_024) List<ResponseHeader> headers,
    @Size(max = 1_024) List<ResponseHeader> trailers,
    PeerConnection connection,
    Body body,
    @Range(min = 1, max = 10) int attempts,
    @Size(max = 20) List<HttpUrl> redirects)
    implements HttpOutput {

  public static final Contract<HttpLaneResponse> CONTRACT = Contract.of(HttpLaneResponse.class);

  private static final Rules RULES = Rules.of(HttpLaneResponse.class);

  public HttpLaneResponse {
    RULES
        .check(status, httpVersion, url, headers, trailers, connection, body, attempts, redirects)
        .and(
            () -> connection.tls().isPresent() == url.isEncrypted(),
            "connection",
            "must have tls exactly when the URL is https")
        .orThrow();
    headers = List.copyOf(headers);
    trailers = List.copyOf(trailers);
    redirects = List.copyOf(redirects);
  }

  /**
   * Size and digest of a body, its transfer coding removed.
   *
   * @param bytes how many bytes came
   */
  public record Body(Sha256 sha256, @Range(min = 0) long bytes) {

    private static final Rules RULES = Rules.of(Body.class);

    public Body {
      RULES.check(sha256, bytes).orThrow();
    }
  }
}
