package io.executionplane.lanes.process.cgroup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what is in a group when it has used up its processor time. The kernel counts that time and
 * does not limit it, so it is looked at when it can next have run out: if every processor worked
 * for this group alone. What is used beyond the limit is at most what they do in 20 milliseconds,
 * and in the time until a busy machine gets round to looking.
 */
public final class CpuTimeWatch implements AutoCloseable {

  private static final long LOOK_AFTER_MICROS_MIN = 20_000;

  /** A watch that is over is forgotten so soon. */
  private static final long LOOK_AFTER_MICROS_MAX = 1_000_000;

  private final ExecutionGroup group;
  private final long micros;
  private final Executor workers;
  private final Runnable kill;
  private volatile boolean isSpent;
  private volatile boolean isOver;

  private CpuTimeWatch(ExecutionGroup group, Duration max, Executor workers, Runnable kill) {
    this.group = group;
    this.micros = TimeUnit.NANOSECONDS.toMicros(max.toNanos());
    this.workers = workers;
    this.kill = kill;
  }

  /**
   * Watches until it is closed.
   *
   * @param workers where a look may block for a moment
   * @param kill ends all of it; called at most once, also when the time cannot be read any more
   */
  public static CpuTimeWatch over(
      ExecutionGroup group, Duration max, Executor workers, Runnable kill) {
    var watch = new CpuTimeWatch(group, max, workers, kill);
    watch.lookWhenItCanBeSpent(watch.micros);
    return watch;
  }

  private void lookWhenItCanBeSpent(long left) {
    var soonest = left / Runtime.getRuntime().availableProcessors();
    CompletableFuture.delayedExecutor(
            Math.max(LOOK_AFTER_MICROS_MIN, Math.min(soonest, LOOK_AFTER_MICROS_MAX)),
            TimeUnit.MICROSECONDS,
            workers)
        .execute(this::look);
  }

  private void look() {
    if (!isOver) {
      try {
        var left = micros - group.cpuMicros();
        if (left > 0) {
          lookWhenItCanBeSpent(left);
        } else {
          isSpent = true;
          kill.run();
        }
      } catch (IOException unreadable) {
        kill.run(); // What cannot be watched must not go on, if it does: its group is gone.
      }
    }
  }

  /** Whether all of the time was used. */
  public boolean isSpent() {
    return isSpent;
  }

  /** Looks no more. */
  @Override
  public void close() {
    isOver = true;
  }
}
