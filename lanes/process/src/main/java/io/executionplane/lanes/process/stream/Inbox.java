package io.executionplane.lanes.process.stream;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What came of one stream and was not taken yet. Bounded by the sender's window, which is opened
 * again for what is taken or thrown away. Its methods may be called from any thread.
 */
public final class Inbox {

  private final IntConsumer taken;
  private final Runnable done;
  private final Queue<ByteString> waiting = new ArrayDeque<>();
  private Runnable wakeUp = () -> {};
  private boolean claimed;
  private boolean discarding;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * An empty one.
   *
   * @param taken told how many bytes made room
   * @param done told, once or more, when nobody will read it any more
   */
  public Inbox(IntConsumer taken, Runnable done) {
    this.taken = taken;
    this.done = done;
  }

  /**
   * Takes it for one reader.
   *
   * @param wakeUp run when there is something to take after there was nothing, or the end came
   * @throws IllegalStateException when it has a reader or is thrown away
   */
  synchronized void claim(Runnable wakeUp) {
    if (claimed || discarding) {
      throw new IllegalStateException("has been read or closed before");
    }
    claimed = true;
    this.wakeUp = wakeUp;
  }

  public void add(ByteString bytes) {
    if (keeps(bytes)) {
      reader().run();
    } else {
      taken.accept(bytes.size());
    }
  }

  private synchronized boolean keeps(ByteString bytes) {
    return !discarding && !ended && waiting.add(bytes);
  }

  /** No more will come. */
  public void end() {
    finish(null);
  }

  /** The rest is lost. Means nothing after the end. */
  public void fail(Throwable cause) {
    finish(cause);
  }

  private void finish(@Nullable Throwable cause) {
    synchronized (this) {
      if (!ended) {
        ended = true;
        failure = cause;
      }
    }
    reader().run();
  }

  private synchronized Runnable reader() {
    return wakeUp;
  }

  /** What came next, if anything did. */
  Optional<ByteString> take() {
    var next = next();
    next.ifPresent(bytes -> taken.accept(bytes.size()));
    return next;
  }

  private synchronized Optional<ByteString> next() {
    return Optional.ofNullable(waiting.poll());
  }

  public synchronized long size() {
    return waiting.stream().mapToLong(ByteString::size).sum();
  }

  /** Whether everything was taken and no more will come. */
  public synchronized boolean isAtEnd() {
    return ended && waiting.isEmpty();
  }

  /** Why what came is not all; empty when it is. */
  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether nobody will read it any more. */
  public synchronized boolean isOver() {
    return discarding;
  }

  /** Throws away what came and what is to come, so that other streams are not held back. */
  public void discard() {
    int thrown;
    synchronized (this) {
      discarding = true;
      thrown = (int) size();
      waiting.clear();
    }
    if (thrown > 0) {
      taken.accept(thrown);
    }
    done.run();
  }
}
