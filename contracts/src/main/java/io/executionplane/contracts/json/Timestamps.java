package io.executionplane.contracts.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The one spelling of a moment: RFC 3339, UTC, always six digits of a second. */
public final class Timestamps {

  /** First moment that RFC 3339 can spell. */
  private static final Instant MIN = Instant.ofEpochSecond(-62_167_219_200L);

  /** First moment after those that RFC 3339 can spell: its years have four digits. */
  private static final Instant END = Instant.ofEpochSecond(253_402_300_800L);

  private Timestamps() {}

  /**
   * For example {@code 2026-11-20T08:27:52.123456Z}.
   *
   * @throws IllegalArgumentException if the year has no four digits
   */
  public static String text(Instant moment) {
    if (!hasSpelling(moment)) {
      throw new IllegalArgumentException("a moment must lie in the years 0000 to 9999");
    }
    var at = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
    var out = new StringBuilder(27);
    digits(out, 4, at.getYear()).append('-');
    digits(out, 2, at.getMonthValue()).append('-');
    digits(out, 2, at.getDayOfMonth()).append('T');
    digits(out, 2, at.getHour()).append(':');
    digits(out, 2, at.getMinute()).append(':');
    digits(out, 2, at.getSecond()).append('.');
    return digits(out, 6, moment.getNano() / 1000).append('Z').toString();
  }

  /** The moment as precisely as the wire carries it. */
  public static Instant micros(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether RFC 3339 can spell a moment. */
  static boolean hasSpelling(Instant moment) {
    return !moment.isBefore(MIN) && moment.isBefore(END);
  }

  /**
   * Reads any RFC 3339 date-time, to the microsecond.
   *
   * @return null if it is not one; leap seconds are not, for a moment of the JDK has none
   */
  static @Nullable Instant parse(String text) {
    try {
      return new Rfc3339(text).moment();
    } catch (DateTimeException noSuchMoment) {
      return null;
    }
  }

  private static StringBuilder digits(StringBuilder out, int count, int number) {
    var text = Integer.toString(number);
    for (var i = text.length(); i < count; i++) {
      out.append('0');
    }
    return out.append(text);
  }

  /** One reading of a text, from left to right. By hand: ISO 8601 readers accept far more. */
  private static final class Rfc3339 {

    private final String text;
    private int next;

    private Rfc3339(String text) {
      this.text = text;
    }

    private Instant moment() {
      var local =
          LocalDateTime.of(
              number(4), numberAfter('-'), numberAfter('-'), numberAfter('T'), numberAfter(':'));
      var second = numberAfter(':');
      var moment = local.withSecond(second).withNano(micros() * 1000);
      var offset = offsetSeconds();
      require(next == text.length());
      return moment.minusSeconds(offset).toInstant(ZoneOffset.UTC);
    }

    /** A fraction has any number of digits; the wire carries six. */
    private int micros() {
      if (peek() != '.') {
        return 0;
      }
      next++;
      require(isDigit(peek()));
      var micros = 0;
      for (var weight = 100_000; isDigit(peek()); weight /= 10) {
        micros += weight * (text.charAt(next++) - '0');
      }
      return micros;
    }

    private int offsetSeconds() {
      if (accept('Z')) {
        return 0;
      }
      var sign = accept('+') ? 1 : -1;
      require(sign == 1 || accept('-'));
      var hours = number(2);
      var minutes = numberAfter(':');
      require(hours < 24 && minutes < 60);
      return sign * (hours * 60 + minutes) * 60;
    }

    private int numberAfter(char separator) {
      require(accept(separator));
      return number(2);
    }

    private int number(int digits) {
      var number = 0;
      for (var i = 0; i < digits; i++) {
        require(isDigit(peek()));
        number = number * 10 + (text.charAt(next++) - '0');
      }
      return number;
    }

    /** Takes a letter in either case, as RFC 3339 does. */
    private boolean accept(char expected) {
      var found = peek() == expected || peek() == Character.toLowerCase(expected);
      next += found ? 1 : 0;
      return found;
    }

    private char peek() {
      return next < text.length() ? text.charAt(next) : '\0';
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new DateTimeException("not RFC 3339");
      }
    }
  }
}
