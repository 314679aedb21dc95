package io.executionplane.node.session;

import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import java.util.concurrent.TimeUnit;

/** What a session measures of itself. Monotonic: the wall clock may jump. */
final class SessionClock {

  private final long admissionMicros;
  private final long queueMicros;
  private final long openedNanos = System.nanoTime();
  private long firstFactNanos = -1;
  private long outputBytes;
  private long inputBytes;

  SessionClock(long admissionMicros, long queueMicros) {
    this.admissionMicros = admissionMicros;
    this.queueMicros = queueMicros;
  }

  /** Microseconds since the session was opened. May be called from any thread. */
  long micros() {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - openedNanos);
  }

  void firstFact() {
    if (firstFactNanos < 0) {
      firstFactNanos = System.nanoTime();
    }
  }

  boolean hasBegun() {
    return firstFactNanos >= 0;
  }

  void count(StreamRecord record) {
    if (record.stream().equals(StreamName.STDIN)) {
      inputBytes += record.totalBytes();
    } else {
      outputBytes += record.totalBytes();
    }
  }

  ExecutionMetrics metrics() {
    var now = System.nanoTime();
    var begun = firstFactNanos < 0 ? now : firstFactNanos;
    return new ExecutionMetrics(
        admissionMicros,
        TimeUnit.NANOSECONDS.toMicros(begun - openedNanos),
        TimeUnit.NANOSECONDS.toMicros(now - begun),
        outputBytes,
        inputBytes,
        ExecutionMetrics.waited(queueMicros));
  }
}
