package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.wake.Topic;
import io.executionplane.journal.wake.Wakeups;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are being recorded in this JVM. Safe for use by many threads. */
public final class LiveStreams {

  private final Map<Topic, LiveStream> open = new ConcurrentHashMap<>();
  private final Wakeups wakeups;
  private final long tailBytesMin;

  /**
   * Nothing is recorded yet.
   *
   * @param wakeups rung whenever there is more of a stream, and when it has ended
   * @param tailBytesMin how much of the end of a stream can be read while it goes on, at least;
   *     more where more of it will be stored. Disk, not memory
   */
  public LiveStreams(Wakeups wakeups, long tailBytesMin) {
    this.wakeups = wakeups;
    this.tailBytesMin = tailBytesMin;
  }

  /** For recorders that nobody can follow. */
  static LiveStreams unseen() {
    return new LiveStreams(new Wakeups(), 0);
  }

  /** A stream, if it is being recorded. */
  public Optional<LiveStream> find(ExecutionRef ref, StreamName stream) {
    return Optional.ofNullable(open.get(Topic.of(ref, stream)));
  }

  long tailBytesMin() {
    return tailBytesMin;
  }

  LiveStream open(Topic topic, TailSpool tail) {
    var stream = new LiveStream(topic, tail, wakeups);
    open.put(topic, stream);
    wakeups.ring(topic);
    return stream;
  }

  /** The stream has ended, and everything that is to be stored of it is. Idempotent. */
  void close(LiveStream stream) {
    if (open.remove(stream.topic(), stream)) {
      wakeups.ring(stream.topic());
    }
  }
}
