package io.executionplane.lanes.process.ssh;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process on another machine, told from a later one of the same number.
 *
 * @param startTicks when it started, in clock ticks since that boot (proc(5))
 */
record RemoteProcess(long pid, long startTicks, String bootId) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\d{1,18}) ([0-9a-f-]{1,64})");

  /** As {@code present.sh} says it. */
  static Optional<RemoteProcess> parse(String text) {
    var parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new RemoteProcess(
                Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }
}
