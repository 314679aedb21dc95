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
 */
public record SessionSettings(
    Duration reportAgainAfter,
    Duration durableWithin,
    Duration keepTrying,
    Duration stopWithin,
    Duration progressEvery) {

  /** Reads {@code execution-plane.node.session}. */
  public static SessionSettings from(Config section) {
    return new SessionSettings(
        section.getDuration("report-again-after"),
        section.getDuration("durable-within"),
        section.getDuration("keep-trying"),
        section.getDuration("stop-within"),
        section.getDuration("progress-every"));
  }
}
