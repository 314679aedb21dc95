package io.executionplane.journal.sink;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How sinks are fed. {@code reference.conf} explains each.
 *
 * @param batchEvents most events in one delivery, 1 to 1000
 * @param batchBytes most bytes of events in one delivery, 16 KiB to 16 MiB
 * @param pollEvery how often the journal is looked at when nothing is new, 10 ms to 1 min
 * @param deliverWithin longest time of one delivery, 10 ms to 10 min
 * @param retryMin wait after a first failure, 1 ms to 1 min
 * @param retryMax longest wait after a failure, from {@code retryMin} to 1 h
 * @param closeWithin longest time that sinks get when the node stops, 0 to 1 min
 */
public record SinkSettings(
    int batchEvents,
    long batchBytes,
    Duration pollEvery,
    Duration deliverWithin,
    Duration retryMin,
    Duration retryMax,
    Duration closeWithin) {

  /** Where the section is. */
  public static final String PATH = "execution-plane.sinks";

  private static final int EVENTS_MAX = 1000;
  private static final long KIBIBYTE = 1024;
  private static final long BYTES_MIN = 16 * KIBIBYTE;
  private static final long BYTES_MAX = 16 * KIBIBYTE * KIBIBYTE;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public SinkSettings {
    require(batchEvents >= 1 && batchEvents <= EVENTS_MAX, "batch-events", "must be 1 to 1000");
    require(
        batchBytes >= BYTES_MIN && batchBytes <= BYTES_MAX,
        "batch-bytes",
        "must be 16 KiB to 16 MiB");
    requireBetween(pollEvery, Duration.ofMillis(10), MINUTE, "poll-every");
    requireBetween(deliverWithin, Duration.ofMillis(10), Duration.ofMinutes(10), "deliver-within");
    requireBetween(retryMin, Duration.ofMillis(1), MINUTE, "retry-min");
    requireBetween(retryMax, retryMin, Duration.ofHours(1), "retry-max");
    requireBetween(closeWithin, Duration.ZERO, MINUTE, "close-within");
  }

  /**
   * Reads the section {@link #PATH} of a whole configuration.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static SinkSettings from(Config config) {
    var section = config.getConfig(PATH);
    return new SinkSettings(
        section.getInt("batch-events"),
        section.getBytes("batch-bytes"),
        section.getDuration("poll-every"),
        section.getDuration("deliver-within"),
        section.getDuration("retry-min"),
        section.getDuration("retry-max"),
        section.getDuration("close-within"));
  }

  private static void requireBetween(Duration value, Duration min, Duration max, String key) {
    require(
        value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        key,
        "must be " + min.toMillis() + " ms to " + max.toMillis() + " ms");
  }

  private static void require(boolean condition, String key, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(PATH + "." + key + " " + rule);
    }
  }
}
