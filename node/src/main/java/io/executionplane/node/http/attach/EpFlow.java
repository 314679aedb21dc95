package io.executionplane.node.http.attach;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;

/** Leads a conversation in {@code ep.v1} over the messages of a WebSocket. */
final class EpFlow {

  /** An upgrade that was granted and has not begun by then never will. */
  private static final long BEGINS_WITHIN_SECONDS = 30;

  private final Function<Speaker, Talk> beginning;
  private final CompletableFuture<Line> begun = new CompletableFuture<>();

  private EpFlow(Function<Speaker, Talk> beginning) {
    this.beginning = beginning;
  }

  private record Line(Speaker speaker, Talk talk) {}

  /**
   * To be run once.
   *
   * @param beginning begins the conversation
   * @param never told if that did not happen in time
   */
  static Flow<Message, Message, NotUsed> of(
      Function<Speaker, Talk> beginning, Runnable never, ActorSystem<?> system) {
    return new EpFlow(beginning).flow(never, system);
  }

  private Flow<Message, Message, NotUsed> flow(Runnable never, ActorSystem<?> system) {
    var hearing =
        Flow.of(Message.class)
            .mapAsync(1, message -> Heard.of(message, system))
            .mapAsync(1, heard -> begun.thenApply(line -> hear(heard, line)))
            .to(Sink.ignore());
    var unused =
        begun
            .copy()
            .orTimeout(BEGINS_WITHIN_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (line, late) -> {
                  if (late != null) {
                    never.run();
                  }
                });
    return Flow.fromSinkAndSourceCoupled(
        hearing, Speaker.source().mapMaterializedValue(this::begin));
  }

  private NotUsed begin(Speaker speaker) {
    var talk = beginning.apply(speaker);
    speaker.whenOver().thenRun(talk::over);
    begun.complete(new Line(speaker, talk));
    return NotUsed.getInstance();
  }

  private static Done hear(Heard heard, Line line) {
    try {
      hear(heard, line.talk());
    } catch (ProblemException refused) {
      line.speaker().refuse(refused.problem());
    } catch (MalformedJsonException malformed) {
      line.speaker()
          .refuse(Problem.of(ProblemType.MALFORMED_JSON, String.valueOf(malformed.getMessage())));
    } catch (ContractViolationException broken) {
      var first = broken.violations().get(0);
      line.speaker()
          .refuse(Problem.of(ProblemType.INVALID_REQUEST, first.toString()).at(first.pointer()));
    }
    return Done.getInstance();
  }

  private static void hear(Heard heard, Talk talk) {
    if (heard instanceof Heard.Text said) {
      talk.heard(EpV1.clientMessage(said.text()));
    } else if (heard instanceof Heard.Binary data) {
      talk.heard(frame(data));
    } else {
      throw ((Heard.Refused) heard).problem().toException();
    }
  }

  private static DataFrame frame(Heard.Binary data) {
    try {
      return DataFrame.decode(data.bytes());
    } catch (IllegalArgumentException malformed) {
      throw Problem.of(ProblemType.INVALID_REQUEST, String.valueOf(malformed.getMessage()))
          .toException();
    }
  }
}
