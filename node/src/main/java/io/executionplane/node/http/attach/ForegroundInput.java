package io.executionplane.node.http.attach;

import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/**
 * The input of one who types in the foreground: accepted is what the effect's recorder has taken,
 * or is about to. Calls come one at a time.
 */
final class ForegroundInput implements ExecutionInput {

  private final CompletableFuture<SourceQueueWithComplete<ByteString>> effect =
      new CompletableFuture<>();
  private long taken;

  /** What is typed, for the effect; run at most once. */
  Source<ByteString, NotUsed> source() {
    return Source.<ByteString>queue(1, OverflowStrategy.backpressure())
        .mapMaterializedValue(
            queue -> {
              effect.complete(queue);
              return NotUsed.getInstance();
            });
  }

  @Override
  public CompletionStage<InputReply> append(ByteString bytes) {
    return append(taken, bytes);
  }

  @Override
  public CompletionStage<InputReply> append(long expectedOffset, ByteString bytes) {
    if (expectedOffset != taken) {
      return CompletableFuture.completedStage(refused(InputRefusal.INPUT_OFFSET_MISMATCH));
    }
    return effect
        .thenCompose(queue -> queue.offer(bytes))
        .handle((offered, gone) -> gone == null && offered.isEnqueued())
        .thenApply(isTaken -> isTaken ? accepted(bytes.size()) : closed());
  }

  private InputReply accepted(int bytes) {
    var from = taken;
    taken += bytes;
    return new InputReply.Accepted(from, taken);
  }

  private InputReply closed() {
    return refused(InputRefusal.EXECUTION_INPUT_CLOSED);
  }

  private InputReply refused(InputRefusal why) {
    return new InputReply.Refused(why, taken);
  }

  @Override
  public CompletionStage<InputReply> end() {
    return effect.thenApply(
        queue -> {
          queue.complete();
          return new InputReply.Ended(taken);
        });
  }
}
