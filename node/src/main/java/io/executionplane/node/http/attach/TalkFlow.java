package io.executionplane.node.http.attach;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;

/** Leads a conversation over the messages of a WebSocket. */
final class TalkFlow {

  /** An upgrade that was granted and has not begun by then never will. */
  private static final long BEGINS_WITHIN_SECONDS = 30;

  private final Function<Speaker, Talk> beginning;
  private final CompletableFuture<Talk> begun = new CompletableFuture<>();

  private TalkFlow(Function<Speaker, Talk> beginning) {
    this.beginning = beginning;
  }

  /**
   * To be run once.
   *
   * @param beginning begins the conversation
   * @param never told if that did not happen in time
   */
  static Flow<Message, Message, NotUsed> of(
      Function<Speaker, Talk> beginning, Runnable never, ActorSystem<?> system) {
    return new TalkFlow(beginning).flow(never, system);
  }

  private Flow<Message, Message, NotUsed> flow(Runnable never, ActorSystem<?> system) {
    var hearing =
        Flow.of(Message.class)
            .mapAsync(1, message -> Heard.of(message, system))
            .mapAsync(1, heard -> begun.thenCompose(talk -> hear(heard, talk)))
            .to(Sink.ignore());
    var unused =
        begun
            .copy()
            .orTimeout(BEGINS_WITHIN_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (talk, late) -> {
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
    begun.complete(talk);
    return NotUsed.getInstance();
  }

  private static CompletionStage<Done> hear(Heard heard, Talk talk) {
    try {
      return talk.heard(heard);
    } catch (ProblemException refused) {
      talk.refuse(refused.problem());
    } catch (MalformedJsonException malformed) {
      talk.refuse(Problem.of(ProblemType.MALFORMED_JSON, String.valueOf(malformed.getMessage())));
    } catch (ContractViolationException broken) {
      var first = broken.violations().get(0);
      talk.refuse(Problem.of(ProblemType.INVALID_REQUEST, first.toString()).at(first.pointer()));
    }
    return CompletableFuture.completedStage(Done.getInstance());
  }
}
