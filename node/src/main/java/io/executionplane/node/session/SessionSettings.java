package io.executionplane.node.session;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How patient lane sessions are.
 *
 * @param reportAgainAfter how long a report waits for its answer before it is sent again
 * @param durableWithin how long a report may take to become durable before the effect is stopped
 * @param keepTrying how long a session keeps trying to report after that
 * @param stopWithin how long a lane may take to end after it was asked to, before it is cut off;
 *     longer than any grace that a request may ask for
 * @param progressEvery how often stored output is reported while a stream is open
 * @param liveTailBytes how much of the end of a stream can be followed at least, while it goes on
 * @param inputBufferBytes most bytes that are handed in to one input and not stored yet
 * @param inputOpensWithin how long an execution that has started may take to open its input
 */
public record SessionSettings(
    Duration reportAgainAfter,
    Duration durableWithin,
    Duration keepTrying,
    Duration stopWithin,
    Duration progressEvery,
    long liveTailBytes,
    int inputBufferBytes,
    Duration inputOpensWithin) {

  private static final int INPUT_BUFFER_BYTES_MAX = 64 * 1024 * 1024;

  /** Reads {@code execution-plane.node.session}. */
  public static SessionSettings from(Config section) {
    return new SessionSettings(
        section.getDuration("report-again-after"),
        section.getDuration("durable-within"),
        section.getDuration("keep-trying"),
        section.getDuration("stop-within"),
        section.getDuration("progress-every"),
        section.getBytes("live-tail-bytes"),
        inputBuffer(section),
        section.getDuration("input-opens-within"));
  }

  private static int inputBuffer(Config section) {
    var bytes = section.getBytes("input-buffer-bytes");
    if (bytes < 1 || bytes > INPUT_BUFFER_BYTES_MAX) {
      throw new IllegalArgumentException(
          "execution-plane.node.session.input-buffer-bytes must be from 1 to "
              + INPUT_BUFFER_BYTES_MAX);
    }
    return bytes.intValue();
  }
}
