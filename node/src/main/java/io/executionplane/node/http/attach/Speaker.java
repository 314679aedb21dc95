package io.executionplane.node.http.attach;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import io.executionplane.node.wire.ServerMessage;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.ws.BinaryMessage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/**
 * What is said to the client, in one order. Bounded: one who does not take what he is told is cut
 * off. Safe for use by many threads.
 */
final class Speaker {

  private static final int BUFFERED_MAX = 16;

  /** Answers that wait at once: more are owed only to one who asks and does not listen. */
  private static final int WAITING_MAX = 1_024;

  private final SourceQueueWithComplete<Message> queue;

  private Speaker(SourceQueueWithComplete<Message> queue) {
    this.queue = queue;
  }

  /** Speaks once it runs. */
  static Source<Message, Speaker> source() {
    return Source.<Message>queue(BUFFERED_MAX, OverflowStrategy.backpressure(), WAITING_MAX)
        .mapMaterializedValue(Speaker::new);
  }

  /** Completes once it is on its way. Fails once nobody listens. */
  CompletionStage<Done> say(ServerMessage message) {
    return offer(TextMessage.create(EpV1.text(message)));
  }

  CompletionStage<Done> say(DataFrame data) {
    return bytes(data.encode());
  }

  /** One binary message. */
  CompletionStage<Done> bytes(ByteString message) {
    return offer(BinaryMessage.create(message));
  }

  private CompletionStage<Done> offer(Message message) {
    return queue
        .offer(message)
        .thenApply(
            taken -> {
              if (!taken.isEnqueued()) {
                throw new NobodyListensException();
              }
              return Done.getInstance();
            });
  }

  /** Says what is wrong, and no more. */
  void refuse(Problem problem) {
    say(new ServerMessage.Problem(JsonObject.of(problem.document())));
    finish();
  }

  /** Ends the conversation once everything is said. Idempotent. */
  void finish() {
    queue.complete();
  }

  /** Completes once the conversation is over, however. */
  CompletionStage<Done> whenOver() {
    return queue.watchCompletion().exceptionally(cut -> Done.getInstance());
  }

  /** The conversation is over. */
  static final class NobodyListensException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NobodyListensException() {
      super("nobody listens", null, false, false);
    }
  }
}
