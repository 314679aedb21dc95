package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;

/**
 * What happens on a response that sends the client elsewhere (RFC 9110, 15.4). A header whose value
 * is a handle is never sent to another origin than the first.
 */
@Tagged("kind")
public sealed interface Redirects {

  /** The redirect is the response. */
  @Tag("none")
  record None() implements Redirects {}

  /**
   * Follows within the origin (scheme, host and port) of the first URL; others are the response.
   */
  @Tag("same_origin")
  record SameOrigin(@Range(min = 1, max = 20) int max) implements Redirects {

    private static final Rules RULES = Rules.of(SameOrigin.class);

    public SameOrigin {
      RULES.check(max).orThrow();
    }
  }

  /** Follows anywhere, but never from {@code https} to {@code http}. */
  @Tag("follow")
  record Follow(@Range(min = 1, max = 20) int max) implements Redirects {

    private static final Rules RULES = Rules.of(Follow.class);

    public Follow {
      RULES.check(max).orThrow();
    }
  }
}
