package io.executionplane.journal.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be stored, in the order in which it came. Bounded: what does not fit is refused at
 * once. Many threads offer, one takes.
 */
final class WriteQueue<W extends Write> {

  /** What became of an offer. */
  enum Answer {
    TAKEN,
    FULL,
    CLOSED
  }

  private final CommitLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<W> waiting = new ArrayDeque<>();
  private int waitingRows;
  private long waitingBytes;
  private boolean closed;

  WriteQueue(CommitLimits limits) {
    this.limits = limits;
  }

  Answer offer(W write) {
    lock.lock();
    try {
      if (closed) {
        return Answer.CLOSED;
      }
      if (!hasRoomFor(write)) {
        return Answer.FULL;
      }
      waiting.add(write);
      count(write, 1);
      changed.signal();
      return Answer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoomFor(W write) {
    return waitingRows + write.rows() <= limits.waitingRowsMax()
        && waitingBytes + write.bytes() <= limits.waitingBytesMax();
  }

  /**
   * Waits until something is there, and takes as much of it as one transaction may have.
   *
   * @return in order; empty once the queue is closed and drained
   */
  List<W> take() {
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

  private List<W> takeBatch() {
    var batch = new ArrayList<W>();
    var rows = 0L;
    var bytes = 0L;
    for (var next = waiting.peek(); next != null; next = waiting.peek()) {
      rows += next.rows();
      bytes += next.bytes();
      var full = rows > limits.batchRowsMax() || bytes > limits.batchBytesMax();
      if (full && !batch.isEmpty()) {
        break;
      }
      batch.add(next);
      count(next, -1);
      waiting.remove();
    }
    return batch;
  }

  private void count(W write, int sign) {
    waitingRows += sign * write.rows();
    waitingBytes += sign * write.bytes();
  }

  int waitingRows() {
    lock.lock();
    try {
      return waitingRows;
    } finally {
      lock.unlock();
    }
  }

  long waitingBytes() {
    lock.lock();
    try {
      return waitingBytes;
    } finally {
      lock.unlock();
    }
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
  List<W> abandon() {
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
