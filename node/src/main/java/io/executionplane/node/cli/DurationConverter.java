package io.executionplane.node.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a whole number and a unit: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}.
 */
final class DurationConverter implements ITypeConverter<Duration> {

  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("ms", Duration.ofMillis(1)); // Before "s" and "m", which it ends and begins with.
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("d", Duration.ofDays(1));
  }

  @Override
  public Duration convert(String text) {
    for (var unit : UNITS.entrySet()) {
      if (text.endsWith(unit.getKey())) {
        return multiply(unit.getValue(), text.substring(0, text.length() - unit.getKey().length()));
      }
    }
    throw malformed();
  }

  private static Duration multiply(Duration unit, String count) {
    try {
      var duration = unit.multipliedBy(Long.parseLong(count));
      if (duration.compareTo(Duration.ofMillis(1)) >= 0) {
        return duration;
      }
    } catch (NumberFormatException | ArithmeticException unreadable) {
      throw malformed();
    }
    throw malformed();
  }

  private static TypeConversionException malformed() {
    return new TypeConversionException("must be a number and a unit: 500ms, 30s, 5m, 1h or 2d");
  }
}
