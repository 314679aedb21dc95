package io.executionplane.journal.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * How many executions a grant may start.
 *
 * @param issuer who issued it; at most 256 characters
 * @param grantId its own id, unique with its issuer; at most 256 characters
 * @param usesMax at least 1
 * @param expiresAt from when it no longer holds. What is known of it may be forgotten some time
 *     later; of a grant that never expires nothing is ever forgotten
 */
public record UseLimit(String issuer, String grantId, long usesMax, Optional<Instant> expiresAt) {

  public UseLimit {
    if (usesMax < 1) {
      throw new IllegalArgumentException("usesMax must be at least 1");
    }
  }
}
