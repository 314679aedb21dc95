package io.executionplane.lanes.process.guest.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a session: a thread that writes what the outbox holds, and whoever runs it
 * reads. Where the ends have agreed to it, each says now and then that it is there, and a
 * connection that is silent for three such intervals is cut.
 */
public final class Link {

  /** After so many intervals without a word the connection counts as lost. */
  private static final int SILENT_INTERVALS_MAX = 3;

  /** How long the other end may take to close after our last word. */
  private static final long CLOSE_MILLIS_MAX = 1_000;

  private final Frames frames;
  private final Outbox outbox;
  private final Arrivals arrivals;
  private final ScheduledExecutorService clock;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Future<?> heartbeat;
  private volatile boolean broken;
  private volatile long heardNanos = System.nanoTime();
  private volatile @Nullable IOException unsendable;

  /** How long a last word may take. */
  private static final long JOIN_MILLIS_MAX = 2_000;

  /** Takes what arrives, in order and once. */
  @FunctionalInterface
  public interface Listener {
    void arrived(Frame frame) throws IOException;
  }

  /** A connection that is attached. */
  public Link(Frames frames, Outbox outbox, Arrivals arrivals, ScheduledExecutorService clock) {
    this.frames = frames;
    this.outbox = outbox;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /** Says that we are there this often, by a frame that may be lost; also watches for the other. */
  public Link beating(Duration every, Supplier<Frame> beat) {
    var millis = every.toMillis();
    heartbeat =
        clock.scheduleAtFixedRate(
            () -> beat(millis, beat.get()), millis, millis, TimeUnit.MILLISECONDS);
    return this;
  }

  private void beat(long millis, Frame frame) {
    if (System.nanoTime() - heardNanos
        > TimeUnit.MILLISECONDS.toNanos(millis * SILENT_INTERVALS_MAX)) {
      frames.close();
    } else {
      outbox.pass(frame);
    }
  }

  /**
   * Carries the session until the connection ends, and leaves nothing behind.
   *
   * @param connection what the outbox calls it
   * @param lastWord what is said to an end that breaks the protocol
   * @throws IOException why it ended, where the other end did not simply close it
   */
  public void carry(long connection, Listener listener, Function<BridgeException, Frame> lastWord)
      throws IOException {
    var writer = new Thread(() -> write(connection), Thread.currentThread().getName() + "-writer");
    writer.setDaemon(true);
    writer.start();
    try {
      read(listener);
    } catch (BridgeException why) {
      broken = true;
      outbox.close(lastWord.apply(why));
      join(writer);
      throw why;
    } catch (IOException cut) {
      var ours = unsendable;
      throw ours == null ? cut : ours;
    } finally {
      over.countDown();
      cut();
      outbox.leave(connection);
      join(writer);
    }
  }

  private void read(Listener listener) throws IOException {
    for (var next = frames.read(); next.isPresent(); next = frames.read()) {
      var frame = next.get();
      heardNanos = System.nanoTime();
      outbox.acknowledge(frame.received());
      if (arrivals.isNew(frame)) {
        listener.arrived(frame.frame());
        arrivals.done(frame);
      }
    }
  }

  private void write(long connection) {
    try {
      for (var next = outbox.next(connection); next.isPresent(); next = outbox.next(connection)) {
        var frame = next.get();
        frames.write(new Numbered(frame.frame(), frame.number(), arrivals.count()));
        frame.onSent().run();
      }
      if (!broken) { // Then the other end may close, having read all of it.
        over.await(CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
      }
      frames.close();
    } catch (BridgeException tooLong) {
      unsendable = tooLong;
      frames.close();
    } catch (IOException cut) {
      frames.close(); // The reader says it.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      frames.close();
    }
  }

  /** Ends it now. */
  public void cut() {
    if (heartbeat != null) {
      heartbeat.cancel(false);
    }
    frames.close();
  }

  private static void join(Thread writer) {
    try {
      writer.join(JOIN_MILLIS_MAX);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
