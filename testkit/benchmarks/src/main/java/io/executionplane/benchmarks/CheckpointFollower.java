package io.executionplane.benchmarks;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.log.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows the log from outside, as an auditor could: it watches for the next published checkpoint,
 * reads the entries under it, and notes which events they cover.
 */
final class CheckpointFollower implements AutoCloseable {

  /** Where a node publishes its newest checkpoint, after the database has it. */
  private static final String PUBLISHED = "log-checkpoint";

  private static final int PAGE = 2048;
  private static final Duration LOOK_EVERY = Duration.ofMillis(1);

  private final Path published;
  private final LogReader log;
  private final Thread thread = new Thread(this::follow, "checkpoint-follower");
  private final Map<ExecutionRef, Deque<Durable>> uncovered = new HashMap<>();
  private List<Long> lags = new ArrayList<>();
  private long anchors;
  private long read;
  private volatile boolean closed;

  private CheckpointFollower(Path published, LogReader log, long size) {
    this.published = published;
    this.log = log;
    this.read = size;
  }

  /** An event, and when its execution learned that it is durable. */
  private record Durable(long seq, long atNanos) {}

  /**
   * What checkpoints have covered.
   *
   * @param lagsNanos of each event, from being durable to being covered
   * @param anchors entries that it took
   */
  record Covered(List<Long> lagsNanos, long anchors) {}

  /** Begins with what is published from now on. */
  static CheckpointFollower start(Path directory, LogReader log) throws IOException {
    var published = directory.resolve(PUBLISHED);
    var follower = new CheckpointFollower(published, log, size(published));
    follower.thread.setDaemon(true);
    follower.thread.start();
    return follower;
  }

  private static long size(Path published) throws IOException {
    return SignedCheckpoint.parse(Files.readAllBytes(published)).checkpoint().head().size();
  }

  /** From now on this head waits to be covered. */
  synchronized void durable(AnchoredHead head) {
    uncovered
        .computeIfAbsent(head.ref(), ref -> new ArrayDeque<>())
        .add(new Durable(head.head().seq(), System.nanoTime()));
  }

  /** Waits until nothing is uncovered, and hands over what was covered since the last time. */
  synchronized Covered take(Duration within) {
    var until = System.nanoTime() + within.toNanos();
    try {
      while (!uncovered.isEmpty()) {
        if (System.nanoTime() > until || !thread.isAlive()) {
          throw new IllegalStateException("no checkpoint covers " + uncovered.keySet());
        }
        TimeUnit.NANOSECONDS.timedWait(this, LOOK_EVERY.toNanos());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a checkpoint", interrupted);
    }
    var covered = new Covered(lags, anchors);
    lags = new ArrayList<>();
    anchors = 0;
    return covered;
  }

  // --- Its thread

  private void follow() {
    while (!closed) {
      try {
        readTo(size(published), System.nanoTime());
      } catch (IOException unreadable) {
        throw new IllegalStateException(published + " cannot be read", unreadable);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private void readTo(long size, long seenNanos) {
    while (read < size && !closed) {
      var page = log.entries(read, (int) Math.min(PAGE, size - read));
      for (var entry : page) {
        if (LogEntry.decode(entry.toArray()) instanceof Anchor anchor) {
          cover(anchor, seenNanos);
        }
      }
      read += page.size();
    }
  }

  private synchronized void cover(Anchor anchor, long seenNanos) {
    anchors++;
    var waiting = uncovered.getOrDefault(anchor.execution(), new ArrayDeque<>());
    while (!waiting.isEmpty() && waiting.peek().seq() <= anchor.seq()) {
      lags.add(seenNanos - waiting.remove().atNanos());
    }
    if (waiting.isEmpty()) {
      uncovered.remove(anchor.execution());
      notifyAll();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
