package io.executionplane.lanes.process.guest.bridge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is to be sent of one session. What must arrive is numbered and kept until the other end has
 * it, so that it can be sent again over the next connection. Its methods may be called from any
 * thread.
 */
public final class Outbox {

  /** More than any end that keeps to its windows has under way. */
  private static final int KEPT_MAX = 16_384;

  /** A connection that takes nothing for so long is about to be cut. */
  private static final int PASSING_MAX = 64;

  private final boolean resumable;
  private final Deque<Kept> waiting = new ArrayDeque<>();
  private final Deque<Kept> underWay = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Frame> passing = new ArrayDeque<>();
  private long last;
  private long connection;
  private boolean closing;

  private record Kept(Frame frame, long number, Runnable onSent) {}

  /**
   * Holds nothing.
   *
   * @param resumable whether the ends have agreed on numbers; else what is sent is forgotten
   */
  public Outbox(boolean resumable) {
    this.resumable = resumable;
  }

  /** Has a frame sent that must arrive, unless the last word is spoken. */
  public void post(Frame frame) {
    post(frame, () -> {});
  }

  /**
   * As above.
   *
   * @param onSent run when it is on its way where there are no numbers, and never where there are
   */
  public synchronized void post(Frame frame, Runnable onSent) {
    if (closing) {
      return;
    }
    if (waiting.size() + underWay.size() >= KEPT_MAX) {
      throw new IllegalStateException("too many frames are under way");
    }
    last++;
    waiting.add(new Kept(frame, last, onSent));
    notifyAll();
  }

  /** Has a frame sent that means nothing over another connection than this, soon. */
  public synchronized void pass(Frame frame) {
    if (passing.size() == PASSING_MAX) {
      passing.remove();
    }
    passing.add(frame);
    notifyAll();
  }

  /** Has one last frame sent, and no more after it. */
  public synchronized void close(Frame frame) {
    if (!closing) {
      closing = true;
      closed.countDown();
      waiting.clear();
      underWay.clear();
      passing.clear();
      passing.add(frame);
      notifyAll();
    }
  }

  /** Whether the last word is spoken. */
  public synchronized boolean isClosed() {
    return closing;
  }

  /** Waits until it is, or so long. */
  public void awaitClosed(Duration atMost) throws InterruptedException {
    var unused = closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Begins anew over another connection; the one before gets nothing any more.
   *
   * @param received how many numbered frames have arrived so far
   * @return names the connection
   * @throws BridgeException when the other end claims what was never sent
   */
  public synchronized long connect(long received) throws BridgeException {
    acknowledge(received);
    while (!underWay.isEmpty()) {
      waiting.addFirst(underWay.removeLast());
    }
    if (!closing) {
      passing.clear();
    }
    connection++;
    notifyAll();
    return connection;
  }

  /** A connection has ended; means nothing if another has taken its place. */
  public synchronized void leave(long ended) {
    if (connection == ended) {
      connection++;
      notifyAll();
    }
  }

  /**
   * So many have arrived.
   *
   * @throws BridgeException when that is more than was sent
   */
  public synchronized void acknowledge(long received) throws BridgeException {
    if (received > last) {
      throw new BridgeException(
          BridgeError.BRIDGE_PROTOCOL_ERROR, "more was acknowledged than was sent");
    }
    forget(underWay, received);
    forget(waiting, received);
  }

  private static void forget(Deque<Kept> frames, long received) {
    while (!frames.isEmpty() && frames.peekFirst().number() <= received) {
      frames.removeFirst();
    }
  }

  /**
   * Waits for what is to be sent next.
   *
   * @param on the connection
   * @return empty when nothing is to be sent over it any more
   */
  public synchronized Optional<Next> next(long on) throws InterruptedException {
    while (on == connection && passing.isEmpty() && waiting.isEmpty() && !closing) {
      wait();
    }
    if (on != connection) {
      return Optional.empty();
    }
    if (!passing.isEmpty()) {
      return Optional.of(new Next(passing.remove(), 0, () -> {}));
    }
    return Optional.ofNullable(waiting.pollFirst()).map(this::underWay);
  }

  private Next underWay(Kept kept) {
    if (resumable) {
      underWay.add(kept);
      return new Next(kept.frame(), kept.number(), () -> {});
    }
    return new Next(kept.frame(), 0, kept.onSent());
  }

  /**
   * A frame to send.
   *
   * @param number its number; 0 for none
   * @param onSent to be run when it was sent
   */
  public record Next(Frame frame, long number, Runnable onSent) {}
}
