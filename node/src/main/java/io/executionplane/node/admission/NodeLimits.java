package io.executionplane.node.admission;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What a node allows a single execution.
 *
 * @param wallClockDefault wall-clock limit where the request names none
 * @param wallClockMax longest wall-clock limit that a request may name
 * @param outputBytesMax most bytes of output before an effect is stopped
 * @param captureBytesMax most bytes stored of each stream
 */
public record NodeLimits(
    Duration wallClockDefault, Duration wallClockMax, long outputBytesMax, long captureBytesMax) {

  /** Reads {@code execution-plane.node.limits}. */
  public static NodeLimits from(Config section) {
    return new NodeLimits(
        section.getDuration("wall-clock-default"),
        section.getDuration("wall-clock-max"),
        section.getBytes("output-bytes-max"),
        section.getBytes("capture-bytes-max"));
  }
}
