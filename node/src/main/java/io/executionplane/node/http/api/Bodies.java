package io.executionplane.node.http.api;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** Takes bodies whole, with a bound and a limit. */
final class Bodies {

  private Bodies() {}

  static CompletionStage<ByteString> strict(
      RequestEntity entity, long bytesMax, Duration within, ActorSystem<?> system) {
    return entity
        .withoutSizeLimit()
        .getDataBytes()
        .completionTimeout(within)
        .runWith(
            Sink.fold(
                ByteString.emptyByteString(),
                (all, more) -> {
                  if (all.size() + (long) more.size() > bytesMax) {
                    throw Call.tooLarge(bytesMax).toException();
                  }
                  return all.concat(more);
                }),
            system)
        .<ByteString>thenApply(ByteString::compact)
        .exceptionally(failure -> refuse(Causes.of(failure)));
  }

  private static ByteString refuse(Throwable cause) {
    if (cause instanceof ProblemException known) {
      throw known;
    }
    if (cause instanceof TimeoutException) {
      throw Problem.of(ProblemType.CALL_TIMED_OUT, "the body was not there in time").toException();
    }
    // The peer has gone or broke the framing: nobody reads the answer.
    throw Problem.of(ProblemType.MALFORMED_FRAMING, "the body ended before its end").toException();
  }
}
