package io.executionplane.lanes.spi;

import java.util.Optional;

/**
 * One thing that was looked at before work began.
 *
 * @param subject what was looked at, in a few words
 * @param grade what it means
 * @param detail what was found, one sentence
 * @param remedy what to do about it
 */
public record Finding(String subject, Grade grade, String detail, Optional<String> remedy) {

  /** What a finding means. */
  public enum Grade {
    /** As it should be. */
    OK,
    /** Works, with less than there could be. */
    WARNING,
    /** Does not work. */
    FAILURE
  }

  public static Finding ok(String subject, String detail) {
    return new Finding(subject, Grade.OK, detail, Optional.empty());
  }

  public static Finding warning(String subject, String detail, String remedy) {
    return new Finding(subject, Grade.WARNING, detail, Optional.of(remedy));
  }

  public static Finding failure(String subject, String detail, String remedy) {
    return new Finding(subject, Grade.FAILURE, detail, Optional.of(remedy));
  }
}
