package io.executionplane.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaScriptNumberTest {

  private static final long SEED = 8785L;

  /** RFC 8785, appendix B: the bits of a double and how ECMAScript writes it. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void writesTheNumbersOfTheStandard(String bits, String text) {
    var value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(EcmaScriptNumber.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNoNumber(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> EcmaScriptNumber.text(value));
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740991, 9007199254740991",
    "9007199254740993, 9007199254740992",
    "9007199254740994, 9007199254740994",
    "-9007199254740991, -9007199254740991",
    "1e20, 100000000000000000000",
    "123456789012345680000, 123456789012345680000",
    "1e21, 1e+21",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "1.5e-7, 1.5e-7",
    "0.00000123, 0.00000123",
    "0.1, 0.1",
    "0.3, 0.3",
    "2e-323, 2e-323",
    "1e-323, 1e-323",
    "1.5e-323, 1.5e-323",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "2.2250738585072011e-308, 2.225073858507201e-308",
    "4.35, 4.35",
    "1e300, 1e+300",
    "2e-3, 0.002",
    "-1.25e25, -1.25e+25"
  })
  void writesTheShortestTextThatReadsBack(double value, String text) {
    assertThat(EcmaScriptNumber.text(value)).isEqualTo(text);
  }

  @Test
  void agreesWithExactArithmeticOnAHundredThousandNumbers() {
    var random = new Random(SEED);
    var kinds =
        Stream.of(
                anyBits(random),
                fewDigits(random),
                nearPowers(random),
                subnormals(random),
                wholeNumbers(random))
            .toList();

    for (var round = 0; round < 100_000; round++) {
      var value = kinds.get(round % kinds.size()).getAsDouble();

      assertThat(EcmaScriptNumber.text(value))
          .as("seed %d, round %d, bits %x", SEED, round, Double.doubleToRawLongBits(value))
          .isEqualTo(exactly(value));
    }
  }

  // --- Which numbers

  private static DoubleSupplier anyBits(Random random) {
    return () -> {
      var value = Double.longBitsToDouble(random.nextLong());
      return Double.isFinite(value) ? value : 0;
    };
  }

  private static DoubleSupplier fewDigits(Random random) {
    return () -> random.nextInt(100_000) * Math.pow(10, random.nextInt(60) - 30);
  }

  /** Where digits and exponents change, and where the gap above differs from the gap below. */
  private static DoubleSupplier nearPowers(Random random) {
    return () -> {
      var base = random.nextBoolean() ? 2.0 : 10.0;
      var value = Math.pow(base, random.nextInt(base == 2 ? 2000 : 600) - (base == 2 ? 1000 : 300));
      return value + (random.nextInt(9) - 4) * Math.ulp(value);
    };
  }

  private static DoubleSupplier subnormals(Random random) {
    return () -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(52)));
  }

  private static DoubleSupplier wholeNumbers(Random random) {
    return () -> (random.nextLong() >> random.nextInt(63));
  }

  // --- The standard's own words, by exact arithmetic (ECMA-262, 6.1.6.1.20)

  private static String exactly(double value) {
    if (value == 0) {
      return "0";
    }
    if (value < 0) {
      return "-" + exactly(-value);
    }
    var decimal = fewestDigits(value).stripTrailingZeros();
    var s = decimal.unscaledValue().toString();
    var k = s.length();
    var n = k - decimal.scale();
    if (k <= n && n <= 21) {
      return s + "0".repeat(n - k);
    } else if (0 < n && n <= 21) {
      return s.substring(0, n) + "." + s.substring(n);
    } else if (-6 < n && n <= 0) {
      return "0." + "0".repeat(-n) + s;
    }
    var exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
    return k == 1 ? s + exponent : s.charAt(0) + "." + s.substring(1) + exponent;
  }

  /** If so many digits are enough, more are too: so the fewest are found by halving. */
  private static BigDecimal fewestDigits(double value) {
    var tooFew = 0;
    var enough = 17;
    while (enough - tooFew > 1) {
      var middle = (tooFew + enough) / 2;
      if (nearestOf(value, middle) == null) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return nearestOf(value, enough);
  }

  /**
   * The decimal of so many digits that is nearest to a double and reads back as it, if any does.
   */
  private static BigDecimal nearestOf(double value, int digits) {
    var exact = new BigDecimal(value);
    return Stream.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)
        .map(rounding -> exact.round(new MathContext(digits, rounding)))
        .filter(candidate -> Double.parseDouble(candidate.toString()) == value)
        .findFirst()
        .orElse(null);
  }
}
