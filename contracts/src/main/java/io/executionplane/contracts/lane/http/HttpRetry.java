package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.net.Backoff;
import java.util.Optional;

/**
 * When a request is sent again. Each attempt is a fact.
 *
 * @param attemptsMax most attempts, the first included
 * @param backoff the waits between attempts; absent means the lane's default
 */
public record HttpRetry(
    RetryClass retryClass, @Range(min = 2, max = 10) int attemptsMax, Optional<Backoff> backoff) {

  private static final Rules RULES = Rules.of(HttpRetry.class);

  public HttpRetry {
    RULES.check(retryClass, attemptsMax, backoff).orThrow();
  }

  /** After which failures a request is sent again. */
  public enum RetryClass {
    /** Only when nothing of the request reached the peer: no connection was made. */
    BEFORE_SEND,
    /** Whenever no complete response came. Only for requests that may be repeated. */
    NO_RESPONSE,
    /** Also on status 429, 502, 503 and 504. Only for requests that may be repeated. */
    OVERLOADED
  }
}
