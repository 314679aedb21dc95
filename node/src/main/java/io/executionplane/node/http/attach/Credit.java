package io.executionplane.node.http.attach;

import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.wire.EpV1;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * How much of one stream may still be sent: what is sent and not acknowledged is bounded. So a
 * client that is slow with one stream holds up that stream, and nothing else of the conversation.
 * Safe for use by several threads, of which one sends.
 */
final class Credit {

  private long sent;
  private long acknowledged;
  private final Deque<Gap> gaps = new ArrayDeque<>();
  private int wanted;
  private @Nullable CompletableFuture<Done> waiter;

  /** Bytes that the stream passed over: nobody has to acknowledge them. */
  private record Gap(long at, long length) {}

  Credit(long from) {
    sent = from;
    acknowledged = from;
  }

  /**
   * Completes once so many bytes may be sent, and counts them as sent.
   *
   * @param bytes at most the window
   */
  synchronized CompletionStage<Done> take(int bytes) {
    if (hasRoomFor(bytes)) {
      sent += bytes;
      return CompletableFuture.completedStage(Done.getInstance());
    }
    wanted = bytes;
    waiter = new CompletableFuture<>();
    return waiter;
  }

  private boolean hasRoomFor(int bytes) {
    var passedOver = gaps.stream().mapToLong(Gap::length).sum();
    return sent - acknowledged - passedOver + bytes <= EpV1.WINDOW_BYTES;
  }

  /** The stream goes on at another offset. */
  synchronized void skipTo(long offset) {
    gaps.add(new Gap(sent, offset - sent));
    sent = offset;
  }

  /**
   * The client has done with everything up to an offset.
   *
   * @throws io.executionplane.node.http.api.ProblemException if that was not sent
   */
  void acknowledge(long offset) {
    CompletableFuture<Done> free;
    synchronized (this) {
      if (offset > sent) {
        throw Problem.of(ProblemType.INVALID_REQUEST, "ack must be of what was sent").toException();
      }
      acknowledged = Math.max(acknowledged, offset);
      while (!gaps.isEmpty() && gaps.element().at() < acknowledged) {
        var gap = gaps.remove();
        acknowledged = Math.max(acknowledged, gap.at() + gap.length());
      }
      free = released();
    }
    if (free != null) {
      free.complete(Done.getInstance());
    }
  }

  private @Nullable CompletableFuture<Done> released() {
    var waiting = waiter;
    if (waiting == null || !hasRoomFor(wanted)) {
      return null;
    }
    waiter = null;
    sent += wanted;
    return waiting;
  }

  /** Offset after the last byte that was sent, or is about to be. */
  synchronized long sent() {
    return sent;
  }
}
