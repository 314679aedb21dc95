package io.executionplane.journal.wake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for what.
 *
 * <p>Nothing is kept but those who wait, and each is woken once. Whoever wants to miss nothing
 * waits first, then looks whether it is there already, and only then sleeps. Ringing never waits:
 * where nobody waits it is one look into a map. Safe for use by many threads.
 */
public final class Wakeups implements AutoCloseable {

  private final Map<Topic, List<Waiter>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Begins to wait.
   *
   * @param topics any of which wakes
   * @param executor runs whatever follows the waking
   */
  public Waiter await(List<Topic> topics, Executor executor) {
    var waiter = new Waiter(this, topics, executor);
    for (var topic : topics) {
      waiting.compute(topic, (key, others) -> with(others, waiter));
    }
    if (closed) {
      waiter.abandon();
    }
    return waiter;
  }

  /** Wakes everybody who waits for this. */
  public void ring(Topic topic) {
    var woken = waiting.remove(topic);
    if (woken != null) {
      woken.forEach(Waiter::wake);
    }
  }

  void forget(Waiter waiter) {
    for (var topic : waiter.topics()) {
      waiting.computeIfPresent(topic, (key, all) -> without(all, waiter));
    }
  }

  /** Nothing will happen any more: whoever waits, or begins to, is told so. */
  @Override
  public void close() {
    closed = true;
    for (var topic : List.copyOf(waiting.keySet())) {
      var waiters = waiting.remove(topic);
      if (waiters != null) {
        waiters.forEach(Waiter::abandon);
      }
    }
  }

  /** How many topics somebody waits for. */
  public int size() {
    return waiting.size();
  }

  private static List<Waiter> with(@Nullable List<Waiter> others, Waiter waiter) {
    var all = others == null ? new ArrayList<Waiter>() : others;
    all.add(waiter);
    return all;
  }

  private static @Nullable List<Waiter> without(List<Waiter> all, Waiter waiter) {
    all.remove(waiter);
    return all.isEmpty() ? null : all;
  }
}
