package io.executionplane.node.authority;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How long a verifier is waited for, and when it is left alone.
 *
 * @param answerWithin longest time until it answers
 * @param failuresMax failures and late answers in a row after which it is not asked for a while
 * @param openFor how long that is; then one request tries whether it is well again
 */
public record VerifierLimits(Duration answerWithin, int failuresMax, Duration openFor) {

  /** Where the settings about authority are. */
  public static final String PATH = "execution-plane.authority";

  public VerifierLimits {
    require(answerWithin.compareTo(Duration.ofMillis(10)) >= 0, "answer-within", "10 ms or more");
    require(failuresMax >= 1, "circuit-breaker.failures-max", "1 or more");
    require(
        openFor.compareTo(Duration.ofMillis(10)) >= 0, "circuit-breaker.open-for", "10 ms or more");
  }

  /**
   * What a whole configuration says.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static VerifierLimits from(Config config) {
    var section = config.getConfig(PATH);
    return new VerifierLimits(
        section.getDuration("answer-within"),
        section.getInt("circuit-breaker.failures-max"),
        section.getDuration("circuit-breaker.open-for"));
  }

  private static void require(boolean condition, String key, String range) {
    if (!condition) {
      throw new IllegalArgumentException(PATH + "." + key + " must be " + range);
    }
  }
}
