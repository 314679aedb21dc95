package io.executionplane.journal.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How fast output is replayed.
 *
 * @param factor times the original speed, {@link #FACTOR_MIN} to {@link #FACTOR_MAX}; absent means
 *     without waiting
 */
public record Speed(Optional<BigDecimal> factor) {

  public static final BigDecimal FACTOR_MIN = new BigDecimal("0.001");
  public static final BigDecimal FACTOR_MAX = new BigDecimal("1000000");

  /** Without waiting. */
  public static final Speed MAX = new Speed(Optional.empty());

  /** As it was. */
  public static final Speed ORIGINAL = new Speed(Optional.of(BigDecimal.ONE));

  private static final String MAX_TEXT = "max";
  private static final String TIMES = "x";
  private static final int DIGITS_MAX = 16;

  public Speed {
    if (factor.filter(Speed::isOutside).isPresent()) {
      throw new IllegalArgumentException(
          "a speed must be " + FACTOR_MIN + "x to " + FACTOR_MAX + "x");
    }
  }

  private static boolean isOutside(BigDecimal factor) {
    return factor.compareTo(FACTOR_MIN) < 0 || factor.compareTo(FACTOR_MAX) > 0;
  }

  /**
   * Reads {@code 1x}, {@code 4x}, {@code 0.5x} or {@code max}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Speed of(String text) {
    if (text.equals(MAX_TEXT)) {
      return MAX;
    }
    if (!text.endsWith(TIMES) || text.length() > DIGITS_MAX) {
      throw new IllegalArgumentException("a speed is written like 1x, 4x, 0.5x or max");
    }
    try {
      return new Speed(Optional.of(new BigDecimal(text.substring(0, text.length() - 1))));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("a speed is written like 1x, 4x, 0.5x or max", notANumber);
    }
  }

  /**
   * How long after the beginning of a replay something is due.
   *
   * @param atMicros when it happened, microseconds since the beginning
   */
  public Duration due(long atMicros) {
    return factor
        .map(times -> BigDecimal.valueOf(atMicros).divide(times, 0, RoundingMode.FLOOR))
        .map(micros -> Duration.of(micros.longValue(), ChronoUnit.MICROS))
        .orElse(Duration.ZERO);
  }
}
