package io.executionplane.journal.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be stored, in the order in which it came. Bounded: what does not fit is refused at
 * once. Many threads offer, one takes.
 */
final class AppendQueue {

  private final OutputStoreLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<PendingAppend> waiting = new ArrayDeque<>();
  private int waitingChunks;
  private long waitingBytes;
  private boolean closed;

  AppendQueue(OutputStoreLimits limits) {
    this.limits = limits;
  }

  /** Queues a call; fails it at once if there is no room, or nobody to store it. */
  void offer(PendingAppend append) {
    var refusal = tryOffer(append);
    if (refusal != null) {
      append.fail(refusal); // Outside of the lock: this runs whatever the caller has attached.
    }
  }

  private @Nullable RuntimeException tryOffer(PendingAppend append) {
    lock.lock();
    try {
      if (closed) {
        return new IllegalStateException("the output store is closed");
      }
      if (!hasRoomFor(append)) {
        return new OutputStoreOverloaded(waitingChunks, waitingBytes);
      }
      waiting.add(append);
      count(append, 1);
      changed.signal();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoomFor(PendingAppend append) {
    return waitingChunks + append.chunks().size() <= limits.waitingChunksMax()
        && waitingBytes + append.size() <= limits.waitingBytesMax();
  }

  /**
   * Waits until something is there, and takes as much of it as one transaction may have.
   *
   * @return in order; empty once the queue is closed and drained
   */
  List<PendingAppend> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      return takeBatch();
    } finally {
      lock.unlock();
    }
  }

  private List<PendingAppend> takeBatch() {
    var batch = new ArrayList<PendingAppend>();
    var chunks = 0L;
    var bytes = 0L;
    for (var next = waiting.peek(); next != null; next = waiting.peek()) {
      chunks += next.chunks().size();
      bytes += next.size();
      var full = chunks > limits.batchChunksMax() || bytes > limits.batchBytesMax();
      if (full && !batch.isEmpty()) {
        break;
      }
      batch.add(next);
      count(next, -1);
      waiting.remove();
    }
    return batch;
  }

  private void count(PendingAppend append, int sign) {
    waitingChunks += sign * append.chunks().size();
    waitingBytes += sign * append.size();
  }

  /** Refuses everything from now on; what waits may still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Closes, and gives back what nobody will store any more. */
  List<PendingAppend> abandon() {
    lock.lock();
    try {
      close();
      var rest = List.copyOf(waiting);
      waiting.clear();
      return rest;
    } finally {
      lock.unlock();
    }
  }
}
