package io.executionplane.contracts.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Writes a double as ECMAScript's {@code Number::toString} does (ECMA-262, 6.1.6.1.20), which RFC
 * 8785 requires: the shortest digits that read back as the same double.
 */
final class EcmaScriptNumber {

  /** Doubles up to here are whole numbers without gaps, and a long writes them the same way. */
  private static final double EXACT_MAX = 9_007_199_254_740_992.0;

  /** Beyond so many digits before the point, ECMAScript writes an exponent. */
  private static final int WHOLE_DIGITS_MAX = 21;

  /** Beyond so many zeros after the point, ECMAScript writes an exponent. */
  private static final int LEADING_ZEROS_MAX = 5;

  private EcmaScriptNumber() {}

  /**
   * @param value a finite number
   */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("no JSON number is NaN or infinite");
    }
    if (value == Math.rint(value) && Math.abs(value) <= EXACT_MAX) {
      return Long.toString((long) value); // Also turns -0 into 0, as ECMAScript does.
    }
    return value < 0 ? "-" + positive(-value) : positive(value);
  }

  private static String positive(double value) {
    var decimal = shortest(value);
    var digits = decimal.unscaledValue().toString();
    var pointAt = digits.length() - decimal.scale(); // The value is 0.DIGITS × 10^pointAt.
    if (pointAt > WHOLE_DIGITS_MAX || pointAt < -LEADING_ZEROS_MAX) {
      return exponential(digits, pointAt);
    }
    if (pointAt >= digits.length()) {
      return digits + "0".repeat(pointAt - digits.length());
    }
    return pointAt > 0
        ? digits.substring(0, pointAt) + "." + digits.substring(pointAt)
        : "0." + "0".repeat(-pointAt) + digits;
  }

  private static String exponential(String digits, int pointAt) {
    var exponent = pointAt - 1;
    var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** JDK 17's own {@code Double.toString} is not always the shortest; Jackson's writer is. */
  private static BigDecimal shortest(double value) {
    var decimal = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
    return decimal.precision() == 2 ? oneDigitIfItReadsBack(decimal, value) : decimal;
  }

  /** Java's rule never goes below two digits (4.9E-324); ECMAScript's does (5e-324). */
  private static BigDecimal oneDigitIfItReadsBack(BigDecimal twoDigits, double value) {
    var tenth = twoDigits.unscaledValue().divideAndRemainder(BigInteger.TEN);
    var roundUp = tenth[1].intValue() >= 5 ? BigInteger.ONE : BigInteger.ZERO;
    var oneDigit = new BigDecimal(tenth[0].add(roundUp), twoDigits.scale() - 1);
    return oneDigit.doubleValue() == value ? oneDigit.stripTrailingZeros() : twoDigits;
  }
}
