package io.executionplane.node.session;

import io.executionplane.contracts.execution.ExecutionRef;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Who reads along with which execution: how many just now, and since when nobody. It is there for
 * effects that end when nobody listens. Safe for use by many threads.
 */
public final class Audiences {

  private final Map<ExecutionRef, Audience> audiences = new ConcurrentHashMap<>();

  /**
   * Of one execution.
   *
   * @param runs whether its effect does; one that has yet to begin may have readers already
   * @param emptySinceNanos since when nobody reads, where nobody does
   */
  private record Audience(int readers, boolean runs, long emptySinceNanos) {

    static final Audience NONE = new Audience(0, false, 0);

    Audience begun() {
      return new Audience(readers, true, System.nanoTime());
    }

    Audience after(int change) {
      return new Audience(readers + change, runs, System.nanoTime());
    }

    @Nullable Audience over() {
      return readers == 0 ? null : new Audience(readers, false, emptySinceNanos);
    }

    @Nullable Audience unlessForgotten() {
      return readers == 0 && !runs ? null : this;
    }
  }

  /** An effect begins: from now on it counts how long nobody reads. */
  void begin(ExecutionRef ref) {
    audiences.compute(ref, (unused, before) -> orNone(before).begun());
  }

  /** The effect is over. Nothing is kept of it but readers that are still there. */
  void end(ExecutionRef ref) {
    audiences.computeIfPresent(ref, (unused, before) -> before.over());
  }

  /** Whoever reads through this is counted while he does. */
  public <T> Flow<T, T, NotUsed> readers(ExecutionRef ref) {
    return Flow.<T>create()
        .watchTermination(
            (unused, left) -> {
              change(ref, 1);
              left.whenComplete((done, failure) -> change(ref, -1));
              return NotUsed.getInstance();
            });
  }

  private void change(ExecutionRef ref, int by) {
    audiences.compute(ref, (unused, before) -> orNone(before).after(by).unlessForgotten());
  }

  private static Audience orNone(@Nullable Audience before) {
    return before == null ? Audience.NONE : before;
  }

  /** How long nobody has read along with an effect that runs; zero while somebody does. */
  Duration emptyFor(ExecutionRef ref) {
    var audience = audiences.get(ref);
    return audience == null || audience.readers() > 0
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - audience.emptySinceNanos());
  }

  /** How many executions something is kept of. */
  int size() {
    return audiences.size();
  }
}
