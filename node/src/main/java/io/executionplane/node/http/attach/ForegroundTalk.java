package io.executionplane.node.http.attach;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.node.RuntimeClient;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.javadsl.Flow;

/** With one who submits a request and stays with it. */
public final class ForegroundTalk implements EpTalk {

  private final Terms terms;
  private final Speaker speaker;
  private Optional<Submission> submission = Optional.empty();
  private boolean isOver;

  /**
   * What it is led with.
   *
   * @param subject who leads it, for the record
   * @param objections why a submission leads to nothing, if it does not
   */
  public record Terms(
      RuntimeClient client,
      String subject,
      Function<SubmitReply, Optional<Problem>> objections,
      ActorSystem<?> system) {}

  private ForegroundTalk(Terms terms, Speaker speaker) {
    this.terms = terms;
    this.speaker = speaker;
  }

  /** A conversation, to be led once. */
  public static Flow<Message, Message, NotUsed> flow(Terms terms) {
    return TalkFlow.of(speaker -> new ForegroundTalk(terms, speaker), () -> {}, terms.system());
  }

  @Override
  public synchronized void heard(ClientMessage message) {
    if (isOver) {
      return;
    }
    if (message instanceof ClientMessage.Submit wish) {
      submit(wish);
    } else {
      submission().heard(message);
    }
  }

  private void submit(ClientMessage.Submit wish) {
    if (submission.isPresent()) {
      throw wrong("a request must be submitted once");
    }
    var request = AdmissionRequest.CONTRACT.decode(wish.request());
    submission = Optional.of(Submission.begin(terms, request, wish.input(), speaker));
  }

  @Override
  public synchronized void heard(DataFrame data) {
    if (!isOver) {
      submission().heard(data);
    }
  }

  private Submission submission() {
    return submission.orElseThrow(() -> wrong("the first message must be submit"));
  }

  static ProblemException wrong(String what) {
    return Problem.of(ProblemType.INVALID_REQUEST, what).toException();
  }

  @Override
  public void refuse(Problem problem) {
    speaker.refuse(problem);
  }

  @Override
  public synchronized void over() {
    isOver = true;
    submission.ifPresent(Submission::over);
  }
}
