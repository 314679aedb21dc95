package io.executionplane.lanes.process.posix;

import com.sun.jna.Pointer;
import java.time.Duration;

/**
 * What the kernel says about a process after its end (wait4(2), getrusage(2)).
 *
 * <p>The times cover the process and those of its children that it waited for itself; what a
 * process started and left behind is not in them. The most memory that it held is not read: of a
 * child that shared the JVM's memory until it became its program, Linux counts the JVM's too.
 *
 * @param status how it ended
 * @param userTime CPU time in its own code, to the microsecond
 * @param systemTime CPU time in the kernel on its behalf, to the microsecond
 */
public record Ending(WaitStatus status, Duration userTime, Duration systemTime) {

  /** {@code struct rusage} on 64-bit Linux: two timevals, then fourteen longs. */
  static final int USAGE_BYTES = 144;

  private static final int SYSTEM_TIME_OFFSET = 16;

  static Ending of(int rawStatus, Pointer usage) {
    return new Ending(
        WaitStatus.decode(rawStatus), time(usage, 0), time(usage, SYSTEM_TIME_OFFSET));
  }

  private static Duration time(Pointer usage, long offset) {
    return Duration.ofSeconds(usage.getLong(offset))
        .plusNanos(usage.getLong(offset + Long.BYTES) * 1_000);
  }
}
