package io.executionplane.node.session;

import java.util.concurrent.atomic.AtomicInteger;

/** How many streams of a session are open. Opened by the streams, closed by the session. */
final class OpenStreams {

  private final AtomicInteger count = new AtomicInteger();

  void opened() {
    count.incrementAndGet();
  }

  void closed() {
    count.decrementAndGet();
  }

  boolean none() {
    return count.get() == 0;
  }
}
