package io.executionplane.node.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/**
 * Our standard input as a stream.
 *
 * <p>It is read on a daemon thread of its own: a read from a terminal cannot be interrupted, and
 * must keep neither the actor system nor the JVM from ending.
 */
final class StandardInput {

  private static final int READ_BYTES_MAX = 64 * 1024;

  private StandardInput() {}

  /** Begins to read when it runs; one element is read ahead. */
  static Source<ByteString, NotUsed> source() {
    return Source.<ByteString>queue(1, OverflowStrategy.backpressure())
        .mapMaterializedValue(
            queue -> {
              var reader = new Thread(() -> pump(queue), "stdin");
              reader.setDaemon(true);
              reader.start();
              return NotUsed.getInstance();
            });
  }

  private static void pump(SourceQueueWithComplete<ByteString> queue) {
    var input = new FileInputStream(FileDescriptor.in);
    try {
      while (pumpOne(input, queue)) {
        // One element at a time: the queue answers when there is room.
      }
      queue.complete();
    } catch (IOException | CompletionException failure) {
      queue.fail(failure);
    }
  }

  private static boolean pumpOne(InputStream input, SourceQueueWithComplete<ByteString> queue)
      throws IOException {
    var buffer = new byte[READ_BYTES_MAX];
    var count = input.read(buffer);
    if (count < 0) {
      return false;
    }
    var offered = queue.offer(ByteString.fromArray(buffer, 0, count)).toCompletableFuture().join();
    return offered.equals(QueueOfferResult.enqueued());
  }
}
