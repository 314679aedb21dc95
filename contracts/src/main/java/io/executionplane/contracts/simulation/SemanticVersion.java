package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;

/**
 * A version (semver.org, 2.0.0): three whole numbers without leading zeros, then perhaps a
 * pre-release and a build, each made of identifiers between dots.
 */
@Scalar(pattern = SemanticVersion.PATTERN)
public record SemanticVersion(@NotBlank @Length(max = 128) String text) {

  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final String IDENTIFIER = "[0-9A-Za-z-]+";
  private static final String PRE_RELEASE = "(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";

  /** The same rule for peers in other languages (ECMA-262). Never used here: see the reading. */
  static final String PATTERN =
      ("^" + NUMBER + "\\." + NUMBER + "\\." + NUMBER)
          + ("(-" + PRE_RELEASE + "(\\." + PRE_RELEASE + ")*)?")
          + ("(\\+" + IDENTIFIER + "(\\." + IDENTIFIER + ")*)?$");

  private static final Rules RULES = Rules.of(SemanticVersion.class);

  public SemanticVersion {
    RULES.check(text).and(() -> isVersion(text), "text", "must be a semantic version").orThrow();
  }

  private static boolean isVersion(String text) {
    return new Reading(text).isVersion();
  }

  /** One reading of a text, from left to right. */
  private static final class Reading {

    private final String text;
    private int next;

    private Reading(String text) {
      this.text = text;
    }

    private boolean isVersion() {
      var hasCore = isNumber() && is('.') && isNumber() && is('.') && isNumber();
      return hasCore && isPreRelease() && isBuild() && next == text.length();
    }

    private boolean is(char expected) {
      var is = next < text.length() && text.charAt(next) == expected;
      next += is ? 1 : 0;
      return is;
    }

    private boolean isNumber() {
      var start = next;
      while (next < text.length() && isDigit(text.charAt(next))) {
        next++;
      }
      return next > start && !hasLeadingZero(start);
    }

    /** What follows a hyphen, or nothing. A number in it is compared, so it has one spelling. */
    private boolean isPreRelease() {
      if (!is('-')) {
        return true;
      }
      do {
        var start = next;
        if (!isIdentifier() || (isAllDigits(start) && hasLeadingZero(start))) {
          return false;
        }
      } while (is('.'));
      return true;
    }

    /** What follows a plus, or nothing. Never compared, so {@code 001} will do. */
    private boolean isBuild() {
      if (!is('+')) {
        return true;
      }
      do {
        if (!isIdentifier()) {
          return false;
        }
      } while (is('.'));
      return true;
    }

    private boolean isIdentifier() {
      var start = next;
      while (next < text.length() && isIdentifierCharacter(text.charAt(next))) {
        next++;
      }
      return next > start;
    }

    private boolean isAllDigits(int start) {
      return text.substring(start, next).chars().allMatch(Reading::isDigit);
    }

    private boolean hasLeadingZero(int start) {
      return next > start + 1 && text.charAt(start) == '0';
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }

    private static boolean isIdentifierCharacter(char c) {
      return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }
  }
}
