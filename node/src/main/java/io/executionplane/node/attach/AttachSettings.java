package io.executionplane.node.attach;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The section {@code execution-plane.node.attach}; {@code reference.conf} says what each key means.
 *
 * @param perExecutionMax most who may be attached to one execution at once
 * @param recordedWithin how long it may take to record that somebody attaches
 * @param recordAgainAfter how long the end of an attachment waits to be recorded before it is tried
 *     again
 * @param lingerAfterEnd how long one who reads nothing stays attached after the execution's end
 */
public record AttachSettings(
    int perExecutionMax,
    Duration recordedWithin,
    Duration recordAgainAfter,
    Duration lingerAfterEnd) {

  public AttachSettings {
    if (perExecutionMax < 0) {
      throw new IllegalArgumentException(
          "execution-plane.node.attach.per-execution-max must not be negative");
    }
  }

  public static AttachSettings from(Config section) {
    return new AttachSettings(
        section.getInt("per-execution-max"),
        section.getDuration("recorded-within"),
        section.getDuration("record-again-after"),
        section.getDuration("linger-after-end"));
  }
}
