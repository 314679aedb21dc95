package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.net.HttpUrl;
import io.executionplane.contracts.lane.net.NetworkTimeouts;
import io.executionplane.contracts.lane.net.RequestHeader;
import io.executionplane.contracts.lane.net.TlsDemands;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request.
 *
 * @param headers header lines in the order in which they are sent
 * @param body absent means none
 * @param redirects absent means none: a redirect is the response
 * @param responseMode absent means unary
 * @param retry absent means that the request is sent once
 * @param timeouts absent means the lane's defaults
 * @param tls absent means the platform's trust and no client certificate
 * @param responseBytesMax most bytes of body that will do; the lane fails beyond them. Absent means
 *     the lane's maximum
 */
public record HttpLaneRequest(
    HttpMethod method,
    HttpUrl url,
    @Size(max = 256) List<RequestHeader> headers,
    Optional<HttpBody> body,
    Optional<Redirects> redirects,
    Optional<ResponseMode> responseMode,
    Optional<HttpRetry> retry,
    Optional<NetworkTimeouts> timeouts,
    Optional<TlsDemands> tls,
    @Range(min = 0) Optional<Long> responseBytesMax)
    implements HttpPayload {

  /** The lane's name. */
  public static final String LANE_ID = "http";

  /** The operation's name. */
  public static final String OPERATION = "request";

  public static final Contract<HttpLaneRequest> CONTRACT = Contract.of(HttpLaneRequest.class);

  private static final String IDEMPOTENCY_KEY = "idempotency-key";

  private static final Rules RULES = Rules.of(HttpLaneRequest.class);

  public HttpLaneRequest {
    RULES
        .check(
            method,
            url,
            headers,
            body,
            redirects,
            responseMode,
            retry,
            timeouts,
            tls,
            responseBytesMax)
        .and(
            () -> body.isEmpty() || method != HttpMethod.TRACE, "body", "must be absent with TRACE")
        .and(
            () -> tls.isEmpty() || url.isEncrypted(),
            "tls",
            "must be absent where the URL is not https")
        .and(
            headers,
            lines -> retry.map(each -> isAllowed(each, method, lines)).orElse(true),
            "retry",
            "must be before_send where neither the method nor an idempotency-key header makes the"
                + " request repeatable")
        .orThrow();
    headers = List.copyOf(headers);
  }

  private static boolean isAllowed(
      HttpRetry retry, HttpMethod method, List<RequestHeader> headers) {
    return retry.retryClass() == HttpRetry.RetryClass.BEFORE_SEND
        || method.isIdempotent()
        || RequestHeader.isAmong(IDEMPOTENCY_KEY, headers);
  }

  /** How the body of a response is handed on. */
  public enum ResponseMode {
    /** As output; attached readers see it when the response is complete. */
    UNARY,
    /** As output, at the pace of whoever reads it. */
    STREAM
  }
}
