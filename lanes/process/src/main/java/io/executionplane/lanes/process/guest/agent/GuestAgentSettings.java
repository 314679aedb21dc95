package io.executionplane.lanes.process.guest.agent;

import com.typesafe.config.Config;
import io.executionplane.lanes.process.guest.bridge.Frames;
import java.time.Duration;

/**
 * What an agent allows; {@code reference.conf} explains each setting.
 *
 * @param bridgeProfile what it is there for
 * @param sessionsMax how many sessions there are at once
 * @param frameBytesMax longest frame that it takes
 * @param windowBytesMax how much of each output is kept until it was taken
 * @param attachWithin how long somebody who connects may take to attach
 * @param lingerMax how long a session may be without a connection
 */
public record GuestAgentSettings(
    String bridgeProfile,
    int sessionsMax,
    int frameBytesMax,
    int windowBytesMax,
    Duration attachWithin,
    Duration lingerMax) {

  /** Where the settings stand. */
  public static final String SECTION = "execution-plane.guest-agent";

  private static final int WINDOW_BYTES_MIN = 1024;

  public GuestAgentSettings {
    require(!bridgeProfile.isBlank(), "bridge-profile", "must not be blank");
    require(sessionsMax > 0, "sessions-max", "must be at least 1");
    require(
        frameBytesMax >= Frames.BYTES_MAX_LEAST,
        "frame-bytes-max",
        "must be at least " + Frames.BYTES_MAX_LEAST);
    require(windowBytesMax >= WINDOW_BYTES_MIN, "window-bytes-max", "must be at least 1 KiB");
    require(attachWithin.toMillis() > 0, "attach-within", "must be at least 1 ms");
    require(!lingerMax.isNegative(), "linger-max", "must not be negative");
  }

  /**
   * Reads {@code execution-plane.guest-agent}.
   *
   * @throws IllegalArgumentException naming the key that is out of range
   */
  public static GuestAgentSettings from(Config config) {
    var section = config.getConfig(SECTION);
    return new GuestAgentSettings(
        section.getString("bridge-profile"),
        section.getInt("sessions-max"),
        Math.toIntExact(section.getBytes("frame-bytes-max")),
        Math.toIntExact(section.getBytes("window-bytes-max")),
        section.getDuration("attach-within"),
        section.getDuration("linger-max"));
  }

  private static void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(SECTION + "." + key + " " + rule);
    }
  }
}
