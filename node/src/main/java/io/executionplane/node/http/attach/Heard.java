package io.executionplane.node.http.attach;

import io.executionplane.contracts.json.Json;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.wire.EpV1;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** One whole message of a client. */
sealed interface Heard {

  /** A text message is a document, with a little around it. */
  int TEXT_CHARS_MAX = Json.DOCUMENT_BYTES_MAX;

  /** A window of bytes, and what is before them. */
  int BYTES_MAX = EpV1.WINDOW_BYTES + 64;

  /** How long the pieces of one message may take. */
  Duration WHOLE_WITHIN = Duration.ofSeconds(30);

  record Text(String text) implements Heard {}

  record Binary(ByteString bytes) implements Heard {}

  /** It is no message that could be taken. */
  record Refused(Problem problem) implements Heard {}

  /** Puts a message together. Does not fail for what a client can do. */
  static CompletionStage<Heard> of(Message message, ActorSystem<?> system) {
    var whole = message.isText() ? text(message, system) : bytes(message, system);
    return whole.exceptionally(Heard::refused);
  }

  private static CompletionStage<Heard> text(Message message, ActorSystem<?> system) {
    var text = message.asTextMessage();
    if (text.isStrict()) {
      return CompletableFuture.completedStage(textOf(text.getStrictText()));
    }
    return pieces(text.getStreamedText())
        .runWith(Sink.fold(new StringBuilder(), Heard::joined), system)
        .thenApply(all -> textOf(all.toString()));
  }

  private static Heard textOf(String text) {
    return text.length() > TEXT_CHARS_MAX ? new Refused(tooLong()) : new Text(text);
  }

  private static StringBuilder joined(StringBuilder all, String more) {
    if (all.length() + more.length() > TEXT_CHARS_MAX) {
      throw tooLong().toException();
    }
    return all.append(more);
  }

  private static CompletionStage<Heard> bytes(Message message, ActorSystem<?> system) {
    var binary = message.asBinaryMessage();
    if (binary.isStrict()) {
      return CompletableFuture.completedStage(bytesOf(binary.getStrictData()));
    }
    return pieces(binary.getStreamedData())
        .runWith(Sink.fold(ByteString.emptyByteString(), Heard::joined), system)
        .thenApply(all -> bytesOf(all.compact()));
  }

  private static Heard bytesOf(ByteString bytes) {
    return bytes.size() > BYTES_MAX ? new Refused(tooLong()) : new Binary(bytes);
  }

  private static ByteString joined(ByteString all, ByteString more) {
    if (all.size() + more.size() > BYTES_MAX) {
      throw tooLong().toException();
    }
    return all.concat(more);
  }

  private static <T> Source<T, ?> pieces(Source<T, ?> streamed) {
    return streamed.completionTimeout(WHOLE_WITHIN);
  }

  private static Heard refused(Throwable failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return new Refused(
        cause instanceof ProblemException known
            ? known.problem()
            : Problem.of(ProblemType.CALL_TIMED_OUT, "a message did not come as a whole"));
  }

  private static Problem tooLong() {
    return Problem.of(
        ProblemType.BODY_TOO_LARGE,
        "a text message may have at most "
            + TEXT_CHARS_MAX
            + " characters, a data message "
            + EpV1.WINDOW_BYTES
            + " bytes");
  }
}
