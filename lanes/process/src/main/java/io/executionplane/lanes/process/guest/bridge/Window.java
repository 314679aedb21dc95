package io.executionplane.lanes.process.guest.bridge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How much of a stream is under way and not taken yet. To be asked by one sender, which sends, then
 * waits for room; told by any thread.
 */
public final class Window {

  private final long size;
  private long sent;
  private long taken;
  private CompletableFuture<Window> room = CompletableFuture.completedFuture(this);

  /** An empty one of a size in bytes. */
  public Window(long size) {
    this.size = size;
  }

  /**
   * Some bytes were sent.
   *
   * @return completes when there is room for more
   */
  public synchronized CompletionStage<Window> sent(int bytes) {
    sent += bytes;
    if (sent - taken > size && room.isDone()) {
      room = new CompletableFuture<>();
    }
    return room;
  }

  /** How many were sent so far. */
  public synchronized long offset() {
    return sent;
  }

  /** So many more were taken. */
  public void took(long bytes) {
    takenUpTo(takenSoFar() + bytes);
  }

  private synchronized long takenSoFar() {
    return taken;
  }

  /** So many were taken since the beginning; fewer than before means nothing. */
  public void takenUpTo(long offset) {
    var waiting = take(offset);
    waiting.complete(this);
  }

  private synchronized CompletableFuture<Window> take(long offset) {
    taken = Math.max(taken, Math.min(offset, sent));
    return sent - taken <= size ? room : new CompletableFuture<>();
  }

  /** Whether everything that was sent was taken. */
  public synchronized boolean isEmpty() {
    return sent == taken;
  }
}
